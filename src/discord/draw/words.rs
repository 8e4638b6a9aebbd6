//! What stands on buttons, menus and forms, and what is said around them, in each language. Staff are spoken to in
//! English.

use crate::language::Language;

/// The words in one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// Under an answer.
    pub(crate) helped: &'static str,
    /// Under an answer.
    pub(crate) not_asked: &'static str,
    /// Under an answer, for its asker and for staff.
    pub(crate) remove: &'static str,
    /// Where no answer is.
    pub(crate) to_team: &'static str,
    /// Under the text that would be sent.
    pub(crate) send: &'static str,
    /// Under the text that would be sent.
    pub(crate) change: &'static str,
    /// Under the text that would be sent.
    pub(crate) keep: &'static str,
    /// In a menu of questions, before one is chosen.
    pub(crate) choose: &'static str,
    /// Whoever pressed 'This helped'.
    pub(crate) thanks: &'static str,
    /// Whoever pressed 'Not what I asked', above a menu.
    pub(crate) sorry: &'static str,
    /// The same, where there is no other question to offer; `{contact}` is filled in.
    pub(crate) sorry_no_other: &'static str,
    /// Above the text that would be sent.
    pub(crate) preview: &'static str,
    /// Below the text that would be sent; `{contact}` is filled in.
    pub(crate) preview_note: &'static str,
    /// It was sent; `{contact}` is filled in.
    pub(crate) sent: &'static str,
    /// It was not sent, as whoever pressed wished.
    pub(crate) kept: &'static str,
    /// It could not be sent; their text follows. `{contact}` is filled in.
    pub(crate) not_sent: &'static str,
    /// After names, links and numbers were taken out, no text is left.
    pub(crate) nothing_to_send: &'static str,
    /// Nobody set a channel for the team; `{contact}` is filled in.
    pub(crate) no_team: &'static str,
    /// The field of the form in which a question for the team is written; at most 45 characters.
    pub(crate) your_question: &'static str,
    /// Too many questions in too short a time; `{seconds}` is filled in.
    pub(crate) slow_down: &'static str,
    /// The same question was answered above; `{link}` is filled in.
    pub(crate) answered_above: &'static str,
    /// 'Remove' was pressed by somebody who may not.
    pub(crate) not_yours: &'static str,
    /// Above a menu of all topics.
    pub(crate) all_topics: &'static str,
    /// Turns the pages of all topics.
    pub(crate) previous: &'static str,
    /// Turns the pages of all topics.
    pub(crate) next: &'static str,
}

/// The words in a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Spanish => &SPANISH,
        Language::French => &FRENCH,
        Language::German => &GERMAN,
        Language::Portuguese => &PORTUGUESE,
    }
}

const ENGLISH: Words = Words {
    helped: "This helped",
    not_asked: "Not what I asked",
    remove: "Remove",
    to_team: "Send to the team",
    send: "Send",
    change: "Change it first",
    keep: "Don't send",
    choose: "Choose a question",
    thanks: "Thank you for telling me. I'm glad it helped.",
    sorry: "I'm sorry, I misunderstood. Is it one of these?",
    sorry_no_other: "I'm sorry, I misunderstood, and I know no other answer that comes close. {contact}",
    preview: "This is what the team will read, and nothing else. Your name stays out, and so do links, addresses and numbers:",
    preview_note: "The team won't know who asked, so it can't write back to you. If you need an answer for yourself, please ask us directly. {contact}",
    sent: "Sent, without your name. Thank you: it shows the team what is missing here. If you need an answer for yourself, please ask us directly. {contact}",
    kept: "Nothing was sent.",
    not_sent: "I could not send it, I'm sorry. {contact} Here is your text, so that it isn't lost:",
    nothing_to_send: "After taking out names, links and numbers, nothing is left that I could send. Please ask me again in other words.",
    no_team: "I can't send anything to the team from here yet. {contact}",
    your_question: "Your question for the team",
    slow_down: "I answer a few questions at a time, so that everyone gets a turn. Please ask me again in {seconds} seconds.",
    answered_above: "I answered that a moment ago: {link}",
    not_yours: "Only the one who asked, or the staff, can remove an answer.",
    all_topics: "These are the questions that I know answers to.",
    previous: "Previous",
    next: "Next",
};

const SPANISH: Words = Words {
    helped: "Me ha ayudado",
    not_asked: "No es lo que pregunté",
    remove: "Quitar",
    to_team: "Enviar al equipo",
    send: "Enviar",
    change: "Cambiarlo antes",
    keep: "No enviar",
    choose: "Elige una pregunta",
    thanks: "Gracias por decírmelo. Me alegro de que te haya ayudado.",
    sorry: "Lo siento, te entendí mal. ¿Es una de estas?",
    sorry_no_other: "Lo siento, te entendí mal, y no conozco otra respuesta que se acerque. {contact}",
    preview: "Esto es lo que leerá el equipo, y nada más. Tu nombre no se envía, y tampoco enlaces, direcciones ni números:",
    preview_note: "El equipo no sabrá quién pregunta, así que no podrá escribirte. Si necesitas una respuesta para ti, pregúntanos directamente. {contact}",
    sent: "Enviado, sin tu nombre. Gracias: así el equipo ve lo que falta aquí. Si necesitas una respuesta para ti, pregúntanos directamente. {contact}",
    kept: "No se ha enviado nada.",
    not_sent: "No he podido enviarlo, lo siento. {contact} Aquí tienes tu texto, para que no se pierda:",
    nothing_to_send: "Sin nombres, enlaces ni números no queda nada que pueda enviar. Por favor, vuelve a preguntarme con otras palabras.",
    no_team: "Desde aquí todavía no puedo enviar nada al equipo. {contact}",
    your_question: "Tu pregunta para el equipo",
    slow_down: "Respondo a unas pocas preguntas seguidas, para que haya turno para todos. Vuelve a preguntarme en {seconds} segundos, por favor.",
    answered_above: "Lo he respondido hace un momento: {link}",
    not_yours: "Solo quien preguntó, o el personal, puede quitar una respuesta.",
    all_topics: "Estas son las preguntas a las que sé responder.",
    previous: "Anterior",
    next: "Siguiente",
};

const FRENCH: Words = Words {
    helped: "Cela m'a aidé",
    not_asked: "Ce n'est pas ma question",
    remove: "Retirer",
    to_team: "Envoyer à l'équipe",
    send: "Envoyer",
    change: "Modifier d'abord",
    keep: "Ne pas envoyer",
    choose: "Choisissez une question",
    thanks: "Merci de me le dire. Je suis heureux que cela vous ait aidé.",
    sorry: "Je suis désolé, j'ai mal compris. Est-ce l'une de ces questions ?",
    sorry_no_other: "Je suis désolé, j'ai mal compris, et je ne connais pas d'autre réponse qui s'en approche. {contact}",
    preview: "Voici ce que l'équipe lira, et rien d'autre. Votre nom n'est pas envoyé, ni les liens, adresses et numéros :",
    preview_note: "L'équipe ne saura pas qui demande : elle ne pourra donc pas vous écrire. S'il vous faut une réponse pour vous, adressez-vous directement à nous. {contact}",
    sent: "C'est envoyé, sans votre nom. Merci : l'équipe voit ainsi ce qui manque ici. S'il vous faut une réponse pour vous, adressez-vous directement à nous. {contact}",
    kept: "Rien n'a été envoyé.",
    not_sent: "Je n'ai pas pu l'envoyer, je suis désolé. {contact} Voici votre texte, pour qu'il ne soit pas perdu :",
    nothing_to_send: "Sans les noms, les liens et les numéros, il ne reste rien que je puisse envoyer. Veuillez me reposer votre question avec d'autres mots.",
    no_team: "Je ne peux encore rien envoyer à l'équipe d'ici. {contact}",
    your_question: "Votre question à l'équipe",
    slow_down: "Je réponds à quelques questions à la fois, pour que chacun ait son tour. Veuillez me redemander dans {seconds} secondes.",
    answered_above: "J'y ai répondu il y a un instant : {link}",
    not_yours: "Seule la personne qui a demandé, ou l'équipe, peut retirer une réponse.",
    all_topics: "Voici les questions auxquelles je sais répondre.",
    previous: "Précédent",
    next: "Suivant",
};

const GERMAN: Words = Words {
    helped: "Das hat geholfen",
    not_asked: "Das war nicht meine Frage",
    remove: "Entfernen",
    to_team: "Ans Team schicken",
    send: "Abschicken",
    change: "Erst ändern",
    keep: "Nicht schicken",
    choose: "Wähle eine Frage",
    thanks: "Danke, dass du es sagst. Schön, dass es geholfen hat.",
    sorry: "Entschuldige, ich habe dich falsch verstanden. Ist es eine von diesen?",
    sorry_no_other: "Entschuldige, ich habe dich falsch verstanden, und ich kenne keine andere Antwort, die nahe kommt. {contact}",
    preview: "Das liest das Team, und sonst nichts. Dein Name bleibt draußen, ebenso Links, Adressen und Nummern:",
    preview_note: "Das Team weiß nicht, wer fragt, und kann dir deshalb nicht schreiben. Wenn du eine Antwort für dich brauchst, frag uns bitte direkt. {contact}",
    sent: "Abgeschickt, ohne deinen Namen. Danke: So sieht das Team, was hier fehlt. Wenn du eine Antwort für dich brauchst, frag uns bitte direkt. {contact}",
    kept: "Es wurde nichts abgeschickt.",
    not_sent: "Ich konnte es nicht abschicken, das tut mir leid. {contact} Hier ist dein Text, damit er nicht verloren geht:",
    nothing_to_send: "Ohne Namen, Links und Nummern bleibt nichts übrig, was ich schicken könnte. Bitte frag mich noch einmal mit anderen Worten.",
    no_team: "Von hier aus kann ich noch nichts ans Team schicken. {contact}",
    your_question: "Deine Frage ans Team",
    slow_down: "Ich beantworte ein paar Fragen auf einmal, damit alle drankommen. Frag mich bitte in {seconds} Sekunden noch einmal.",
    answered_above: "Das habe ich eben beantwortet: {link}",
    not_yours: "Nur wer gefragt hat, oder das Team, kann eine Antwort entfernen.",
    all_topics: "Auf diese Fragen weiß ich eine Antwort.",
    previous: "Zurück",
    next: "Weiter",
};

const PORTUGUESE: Words = Words {
    helped: "Isto ajudou",
    not_asked: "Não foi o que perguntei",
    remove: "Remover",
    to_team: "Enviar à equipe",
    send: "Enviar",
    change: "Mudar antes",
    keep: "Não enviar",
    choose: "Escolha uma pergunta",
    thanks: "Obrigado por me dizer. Fico feliz que tenha ajudado.",
    sorry: "Desculpe, entendi mal. É uma destas?",
    sorry_no_other: "Desculpe, entendi mal, e não conheço outra resposta que se aproxime. {contact}",
    preview: "Isto é o que a equipe vai ler, e nada mais. O seu nome não é enviado, nem links, endereços ou números:",
    preview_note: "A equipe não saberá quem pergunta, por isso não poderá escrever para você. Se precisar de uma resposta para você, pergunte-nos diretamente. {contact}",
    sent: "Enviado, sem o seu nome. Obrigado: assim a equipe vê o que falta aqui. Se precisar de uma resposta para você, pergunte-nos diretamente. {contact}",
    kept: "Nada foi enviado.",
    not_sent: "Não consegui enviar, desculpe. {contact} Aqui está o seu texto, para que não se perca:",
    nothing_to_send: "Sem nomes, links e números não sobra nada que eu possa enviar. Por favor, pergunte de novo com outras palavras.",
    no_team: "Daqui ainda não posso enviar nada à equipe. {contact}",
    your_question: "A sua pergunta para a equipe",
    slow_down: "Respondo a poucas perguntas de cada vez, para que todos tenham a sua vez. Pergunte de novo em {seconds} segundos, por favor.",
    answered_above: "Respondi a isso há pouco: {link}",
    not_yours: "Só quem perguntou, ou a equipe, pode remover uma resposta.",
    all_topics: "Estas são as perguntas a que sei responder.",
    previous: "Anterior",
    next: "Seguinte",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::draw::limits::{self, length};

    #[test]
    fn the_words_fit_where_they_stand() {
        for language in [
            Language::English,
            Language::Spanish,
            Language::French,
            Language::German,
            Language::Portuguese,
        ] {
            let words = words(language);
            for label in [
                words.helped,
                words.not_asked,
                words.remove,
                words.to_team,
                words.send,
                words.change,
                words.keep,
                words.previous,
                words.next,
            ] {
                // Longer ones are cut on a phone.
                assert!((1..=34).contains(&length(label)), "{label}");
            }
            assert!(length(words.your_question) <= limits::FORM_LABEL);
            assert!(length(words.to_team) <= limits::FORM_LABEL);
            assert!(length(words.choose) <= limits::PLACEHOLDER);
        }
    }
}
