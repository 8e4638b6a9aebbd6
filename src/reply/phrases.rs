//! The sentences of the bot's own that members read, in each language. What staff write is in the FAQ.

use crate::language::Language;

/// The sentences in one language.
pub(super) struct Phrases {
    /// Goes before an English answer to a question in this language.
    pub(super) answer_in_english: &'static str,
    /// Nothing fits; `{contact}` is filled in.
    pub(super) no_answer: &'static str,
    /// In the place of an answer that was not reviewed in time; `{contact}` is filled in.
    pub(super) in_review: &'static str,
    /// Where an answer comes from; `{title}` and `{date}` are filled in.
    pub(super) source: &'static str,
    /// What the entries beside an answer are.
    pub(super) related_questions: &'static str,
    /// What the entries beside 'no answer' are.
    pub(super) closest_topics: &'static str,
    /// Goes after an answer to the first of two questions.
    pub(super) second_question: &'static str,
    /// Goes after whatever is answered to somebody who may be in danger; ways to reach a human follow.
    pub(super) concern: &'static str,
    /// What suggested entries are.
    pub(super) did_you_mean: &'static str,
    /// Goes before suggestions; `{contact}` is filled in.
    pub(super) not_sure: &'static str,
    /// To somebody who called the bot and asked nothing; `{contact}` is filled in.
    pub(super) greeting: &'static str,
    /// A button or a command belongs to something that is no more.
    pub(super) gone: &'static str,
    /// A reply whose text Discord keeps from the bot, since it does not mention it.
    pub(super) unreadable: &'static str,
    /// Something of ours broke; `{contact}` is filled in.
    pub(super) trouble: &'static str,
    /// How to reach the clinic, where nobody has set a better line.
    pub(super) default_contact: &'static str,
}

/// The sentences in a language.
pub(super) fn phrases(language: Language) -> &'static Phrases {
    match language {
        Language::English => &ENGLISH,
        Language::Spanish => &SPANISH,
        Language::French => &FRENCH,
        Language::German => &GERMAN,
        Language::Portuguese => &PORTUGUESE,
    }
}

const ENGLISH: Phrases = Phrases {
    answer_in_english: "We don't have this answer in your language yet, so here it is in English.",
    no_answer: "I don't have an answer to that in the clinic's FAQ. {contact}",
    in_review: "We are going over our answer to this again, so I can't give it just now. Please ask the clinic: they will gladly help you. {contact}",
    source: "From “{title}”, reviewed {date}",
    related_questions: "Related questions",
    closest_topics: "The closest topics I know",
    second_question: "You asked about something else, too: that is the first question below.",
    concern: "I may be reading this wrong. If you or someone else is not safe or not well, or this weighs on you more than I can answer, please turn to a person now. I am a program and cannot call anyone.",
    did_you_mean: "Did you mean",
    not_sure: "I'm not sure I understood you. None of these? {contact}",
    greeting: "Ask me in your own words, for example: is it normal to cry during a massage? I answer from the clinic's FAQ. For anything else: {contact}",
    gone: "That question isn't in the FAQ any more: it was changed since. Please ask me again in your own words.",
    unreadable: "I can't read a reply that doesn't mention me. Please mention me in it, or use /ask.",
    trouble: "Something went wrong on my side, I'm sorry. {contact}",
    default_contact: "You can reach the front desk by phone or in person.",
};

const SPANISH: Phrases = Phrases {
    answer_in_english: "Todavía no tenemos esta respuesta en tu idioma, así que aquí la tienes en inglés.",
    no_answer: "No tengo respuesta para eso en las preguntas frecuentes de la clínica. {contact}",
    in_review: "Estamos revisando nuestra respuesta a esta pregunta, así que ahora no puedo dártela. Por favor, pregunta a la clínica: te ayudarán con gusto. {contact}",
    source: "De “{title}”, revisado el {date}",
    related_questions: "Preguntas relacionadas",
    closest_topics: "Los temas más cercanos que conozco",
    second_question: "También preguntaste por otra cosa: es la primera pregunta de abajo.",
    concern: "Puede que lo esté entendiendo mal. Si tú u otra persona no está a salvo o no se encuentra bien, o si esto te pesa más de lo que yo puedo responder, habla ahora con una persona, por favor. Soy un programa y no puedo llamar a nadie.",
    did_you_mean: "Quizá quisiste decir",
    not_sure: "No sé si te he entendido bien. ¿No es ninguna de estas? {contact}",
    greeting: "Pregúntame con tus propias palabras, por ejemplo: ¿es normal llorar durante un masaje? Respondo con las preguntas frecuentes de la clínica. Para cualquier otra cosa: {contact}",
    gone: "Esa pregunta ya no está en las preguntas frecuentes: se han cambiado desde entonces. Por favor, vuelve a preguntarme con tus propias palabras.",
    unreadable: "No puedo leer una respuesta en la que no se me menciona. Por favor, mencióname en ella o usa /ask.",
    trouble: "Algo ha fallado por mi parte, lo siento. {contact}",
    default_contact: "Puedes contactar con recepción por teléfono o en persona.",
};

const FRENCH: Phrases = Phrases {
    answer_in_english: "Nous n'avons pas encore cette réponse dans votre langue : la voici donc en anglais.",
    no_answer: "Je n'ai pas de réponse à cela dans la foire aux questions de la clinique. {contact}",
    in_review: "Nous relisons en ce moment notre réponse à cette question, je ne peux donc pas vous la donner. Adressez-vous à la clinique, qui vous aidera volontiers. {contact}",
    source: "Tiré de « {title} », vérifié le {date}",
    related_questions: "Questions proches",
    closest_topics: "Les sujets les plus proches que je connaisse",
    second_question: "Vous avez aussi demandé autre chose : c'est la première question ci-dessous.",
    concern: "Je me trompe peut-être. Si vous ou quelqu'un d'autre êtes en danger ou n'allez pas bien, ou si cela vous pèse plus que ce à quoi je peux répondre, adressez-vous maintenant à une personne, s'il vous plaît. Je suis un programme et ne peux appeler personne.",
    did_you_mean: "Vouliez-vous dire",
    not_sure: "Je ne suis pas sûr de vous avoir compris. Aucune de ces questions ? {contact}",
    greeting: "Posez-moi votre question avec vos propres mots, par exemple : est-il normal de pleurer pendant un massage ? Je réponds à partir de la foire aux questions de la clinique. Pour toute autre chose : {contact}",
    gone: "Cette question n'est plus dans la foire aux questions, qui a changé depuis. Veuillez me reposer votre question avec vos propres mots.",
    unreadable: "Je ne peux pas lire une réponse qui ne me mentionne pas. Veuillez m'y mentionner, ou utiliser /ask.",
    trouble: "Quelque chose n'a pas fonctionné de mon côté, je suis désolé. {contact}",
    default_contact: "Vous pouvez joindre l'accueil par téléphone ou sur place.",
};

const GERMAN: Phrases = Phrases {
    answer_in_english: "Diese Antwort gibt es bei uns noch nicht in deiner Sprache, deshalb hier auf Englisch.",
    no_answer: "Darauf habe ich in den häufigen Fragen der Praxis keine Antwort. {contact}",
    in_review: "Unsere Antwort darauf wird gerade überprüft, deshalb kann ich sie jetzt nicht geben. Bitte frag in der Praxis nach, dort hilft man dir gern. {contact}",
    source: "Aus „{title}“, geprüft am {date}",
    related_questions: "Verwandte Fragen",
    closest_topics: "Die nächsten Themen, die ich kenne",
    second_question: "Du hast noch nach etwas anderem gefragt: Das ist die erste Frage unten.",
    concern: "Vielleicht verstehe ich das falsch. Wenn du oder jemand anderes nicht in Sicherheit ist oder es euch nicht gut geht, oder wenn es dich mehr belastet, als ich beantworten kann, wende dich bitte jetzt an einen Menschen. Ich bin ein Programm und kann niemanden anrufen.",
    did_you_mean: "Meintest du",
    not_sure: "Ich bin nicht sicher, ob ich dich richtig verstanden habe. Ist es keine von diesen Fragen? {contact}",
    greeting: "Frag mich in deinen eigenen Worten, zum Beispiel: Ist es normal, bei einer Massage zu weinen? Ich antworte aus den häufigen Fragen der Praxis. Für alles andere: {contact}",
    gone: "Diese Frage gibt es in den häufigen Fragen nicht mehr: Sie wurde inzwischen geändert. Bitte frag mich noch einmal in deinen eigenen Worten.",
    unreadable: "Ich kann eine Antwort nicht lesen, die mich nicht erwähnt. Bitte erwähne mich darin, oder nimm /ask.",
    trouble: "Bei mir ist etwas schiefgegangen, das tut mir leid. {contact}",
    default_contact: "Du erreichst den Empfang telefonisch oder persönlich.",
};

const PORTUGUESE: Phrases = Phrases {
    answer_in_english: "Ainda não temos esta resposta na sua língua, por isso aqui está em inglês.",
    no_answer: "Não tenho resposta para isso nas perguntas frequentes da clínica. {contact}",
    in_review: "Estamos a rever a nossa resposta a esta pergunta, por isso não posso dá-la agora. Por favor, pergunte à clínica, que o ajudará com gosto. {contact}",
    source: "De “{title}”, revisto em {date}",
    related_questions: "Perguntas relacionadas",
    closest_topics: "Os temas mais próximos que conheço",
    second_question: "Você também perguntou outra coisa: é a primeira pergunta abaixo.",
    concern: "Posso estar a entender mal. Se você ou outra pessoa não está em segurança ou não está bem, ou se isto pesa mais do que eu posso responder, fale agora com uma pessoa, por favor. Sou um programa e não posso ligar para ninguém.",
    did_you_mean: "Quis dizer",
    not_sure: "Não tenho certeza de ter entendido. Não é nenhuma destas? {contact}",
    greeting: "Pergunte com as suas próprias palavras, por exemplo: é normal chorar durante uma massagem? Respondo a partir das perguntas frequentes da clínica. Para tudo o resto: {contact}",
    gone: "Essa pergunta já não está nas perguntas frequentes: foi alterada entretanto. Por favor, pergunte de novo com as suas próprias palavras.",
    unreadable: "Não consigo ler uma resposta que não me menciona. Por favor, mencione-me nela ou use /ask.",
    trouble: "Algo falhou do meu lado, desculpe. {contact}",
    default_contact: "Você pode falar com a recepção por telefone ou pessoalmente.",
};
