//! What is kept and for how long, in each language: a promise to members, so it changes whenever that does. README's 'What
//! is remembered' says the same to operators, in more words.

use crate::language::Language;

/// Days after which a question for the team is deleted, counted from the last time that it was sent.
pub(crate) const QUESTION_DAYS: u16 = 30;

/// What is kept, in a language.
pub(crate) fn privacy_in(language: Language) -> String {
    let text = match language {
        Language::English => ENGLISH,
        Language::Spanish => SPANISH,
        Language::French => FRENCH,
        Language::German => GERMAN,
        Language::Portuguese => PORTUGUESE,
    };
    text.replace("{days}", &QUESTION_DAYS.to_string())
}

const ENGLISH: &str = "\
**What I keep, and for how long**
• **Your questions to me:** I don't keep them, and nobody can look up with me who asked what.
• **What you send to the team:** only when you press *Send*, and without your name. It is deleted when the team has dealt with it, at the latest {days} days after it was last sent. Where the team has begun to write an answer, its draft lasts a week at most. If your wording becomes part of the FAQ, it stays there.
• **Sums for each day:** how often questions were answered, and how often an answer helped or did not. No names, no questions. They stay until the clinic deletes them.
• **The clinic's own work:** its settings, and what its staff change in the FAQ, with their names.
• **In my memory, never on disk:** for some minutes, which answer belongs to which message and which topic we are at, so that edits and follow-up questions work; for a day, that you said whether an answer helped, so that it counts once.
Messages on Discord, yours and mine, stay there until somebody deletes them.
Those who manage this server can delete all that came from members: `/aftercare wipe`.";

const SPANISH: &str = "\
**Qué guardo, y por cuánto tiempo**
• **Tus preguntas:** no las guardo, y conmigo nadie puede consultar quién preguntó qué.
• **Lo que envías al equipo:** solo si pulsas *Enviar*, y sin tu nombre. Se borra cuando el equipo lo ha atendido, como muy tarde {days} días después del último envío. Si el equipo ha empezado a escribir una respuesta, su borrador dura como mucho una semana. Si tus palabras pasan a formar parte de las preguntas frecuentes, se quedan allí.
• **Sumas por día:** cuántas preguntas se respondieron, y cuántas veces una respuesta ayudó o no. Sin nombres ni preguntas. Se quedan hasta que la clínica las borre.
• **El trabajo de la clínica:** sus ajustes, y lo que su personal cambia en las preguntas frecuentes, con su nombre.
• **En mi memoria, nunca en disco:** durante unos minutos, qué respuesta corresponde a qué mensaje y de qué tema hablamos, para poder seguir la conversación y los cambios; durante un día, que dijiste si una respuesta te ayudó, para contarlo una sola vez.
Los mensajes en Discord, los tuyos y los míos, se quedan allí hasta que alguien los borre.
Quienes gestionan este servidor pueden borrar todo lo que vino de los miembros: `/aftercare wipe`.";

const FRENCH: &str = "\
**Ce que je garde, et combien de temps**
• **Vos questions :** je ne les garde pas, et personne ne peut savoir par moi qui a demandé quoi.
• **Ce que vous envoyez à l'équipe :** seulement si vous appuyez sur *Envoyer*, et sans votre nom. C'est supprimé dès que l'équipe s'en est occupée, au plus tard {days} jours après le dernier envoi. Si l'équipe a commencé à écrire une réponse, son brouillon dure une semaine au plus. Si vos mots entrent dans la FAQ, ils y restent.
• **Des totaux par jour :** combien de questions ont eu une réponse, et combien de fois une réponse a aidé ou non. Ni noms ni questions. Ils restent jusqu'à ce que la clinique les supprime.
• **Le travail de la clinique :** ses réglages, et ce que l'équipe change dans la FAQ, avec les noms de ses membres.
• **Dans ma mémoire, jamais sur disque :** pendant quelques minutes, quelle réponse va avec quel message et de quel sujet nous parlons, pour suivre vos corrections et vos questions ; pendant un jour, que vous avez dit si une réponse a aidé, pour ne le compter qu'une fois.
Les messages sur Discord, les vôtres et les miens, y restent jusqu'à ce que quelqu'un les supprime.
Ceux qui gèrent ce serveur peuvent supprimer tout ce qui vient des membres : `/aftercare wipe`.";

const GERMAN: &str = "\
**Was ich aufhebe, und wie lange**
• **Deine Fragen an mich:** Ich hebe sie nicht auf, und niemand kann bei mir nachsehen, wer was gefragt hat.
• **Was du ans Team schickst:** nur wenn du auf *Abschicken* drückst, und ohne deinen Namen. Es wird gelöscht, sobald das Team sich darum gekümmert hat, spätestens {days} Tage nach dem letzten Abschicken. Hat das Team angefangen, eine Antwort zu schreiben, bleibt ihr Entwurf höchstens eine Woche. Kommen deine Worte in die FAQ, bleiben sie dort.
• **Summen für jeden Tag:** wie oft Fragen beantwortet wurden, und wie oft eine Antwort geholfen hat oder nicht. Keine Namen, keine Fragen. Sie bleiben, bis die Klinik sie löscht.
• **Die eigene Arbeit der Klinik:** ihre Einstellungen, und was ihr Personal an der FAQ ändert, mit Namen.
• **In meinem Gedächtnis, nie auf der Platte:** einige Minuten lang, welche Antwort zu welcher Nachricht gehört und bei welchem Thema wir sind, damit Änderungen und Nachfragen gelingen; einen Tag lang, dass du gesagt hast, ob eine Antwort geholfen hat, damit es einmal zählt.
Nachrichten auf Discord, deine und meine, bleiben dort, bis jemand sie löscht.
Wer diesen Server verwaltet, kann alles löschen, was von Mitgliedern kam: `/aftercare wipe`.";

const PORTUGUESE: &str = "\
**O que guardo, e por quanto tempo**
• **As suas perguntas:** não as guardo, e ninguém pode consultar comigo quem perguntou o quê.
• **O que envia à equipe:** só quando toca em *Enviar*, e sem o seu nome. É apagado quando a equipe tiver tratado disso, o mais tardar {days} dias depois do último envio. Se a equipe começou a escrever uma resposta, o rascunho dura no máximo uma semana. Se as suas palavras entrarem nas perguntas frequentes, ficam lá.
• **Somas por dia:** quantas perguntas foram respondidas, e quantas vezes uma resposta ajudou ou não. Sem nomes nem perguntas. Ficam até que a clínica as apague.
• **O trabalho da clínica:** as suas configurações, e o que a equipe muda nas perguntas frequentes, com os nomes.
• **Na minha memória, nunca em disco:** por alguns minutos, que resposta pertence a que mensagem e de que assunto falamos, para que edições e perguntas seguintes funcionem; por um dia, que disse se uma resposta ajudou, para que conte uma só vez.
As mensagens no Discord, as suas e as minhas, ficam lá até que alguém as apague.
Quem administra este servidor pode apagar tudo o que veio dos membros: `/aftercare wipe`.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::draw::limits::{self, length};

    #[test]
    fn the_promise_fits_into_a_message_and_names_all_times_in_every_language() {
        for language in Language::ALL {
            let text = privacy_in(language);
            assert!(length(&text) <= limits::CONTENT, "{}", length(&text));
            assert_eq!(text.matches("\n• **").count(), 5, "{text}");
            assert_eq!(text.matches(" 30 ").count(), 1, "{text}");
            assert!(text.contains("`/aftercare wipe`"), "{text}");
        }
    }
}
