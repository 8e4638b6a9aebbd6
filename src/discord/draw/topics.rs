//! Everything that the FAQ answers, on pages that each fit into one menu: an article's questions together, a long
//! article's on several pages.

use toml::value::Date;

use crate::discord::draw::limits;
use crate::faq::{Id, Library};

/// All pages, in the FAQ's order.
#[derive(Debug)]
pub(crate) struct Topics(Vec<Page>);

/// One page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// The article's title; none for entries that come from nowhere.
    pub(crate) title: Option<String>,
    /// At most as many entries as a menu has options, and at least one.
    pub(crate) entries: Vec<Id>,
}

impl Topics {
    /// Puts a library's entries on pages, but for those that have expired by this day.
    pub(crate) fn of(library: &Library, today: Date) -> Self {
        let mut articles: Vec<Page> = Vec::new();
        let entries = library.entries.iter();
        for entry in entries.filter(|entry| !entry.is_expired(today)) {
            let title = entry.article.as_ref().map(|article| article.title.clone());
            let id = entry.id.value.clone();
            match articles.iter_mut().find(|article| article.title == title) {
                Some(article) => article.entries.push(id),
                None => articles.push(Page {
                    title,
                    entries: vec![id],
                }),
            }
        }
        let pages = articles.iter().flat_map(|article| {
            let parts = article.entries.chunks(limits::OPTIONS);
            parts.map(|part| Page {
                title: article.title.clone(),
                entries: part.to_vec(),
            })
        });
        Self(pages.collect())
    }

    /// A page, from 0; the last one where the FAQ has become shorter since.
    pub(crate) fn page(&self, number: usize) -> Option<(usize, &Page)> {
        let number = number.min(self.0.len().saturating_sub(1));
        self.0.get(number).map(|page| (number, page))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faq::folder::SourceFile;

    const TODAY: Date = Date {
        year: 2027,
        month: 11,
        day: 25,
    };

    fn file(title: &str, entries: usize) -> SourceFile {
        let head = format!(
            "[article]\ntitle = \"{title}\"\nreviewed_on = 2026-11-24\nreview_by = 2027-11-24\n"
        );
        let entry = |n| {
            let id = format!("{}-{n}", title.to_lowercase());
            format!("[[entry]]\nid = \"{id}\"\nquestion = \"{id}?\"\nanswer = \"Yes.\"\n")
        };
        SourceFile {
            name: format!("{title}.toml").into(),
            text: head + &(0..entries).map(entry).collect::<String>(),
        }
    }

    #[test]
    fn an_article_has_pages_of_its_own() {
        let library = Library::from_files(&[file("Clients", 60), file("Therapists", 2)]).0;
        let topics = Topics::of(&library, TODAY);
        let sizes: Vec<_> = (0..topics.len())
            .filter_map(|number| topics.page(number))
            .map(|(_, page)| (page.title.as_deref(), page.entries.len()))
            .collect();
        let [clients, therapists] = ["Clients", "Therapists"].map(Some);
        assert_eq!(
            sizes,
            [(clients, 25), (clients, 25), (clients, 10), (therapists, 2)]
        );
        assert_eq!(topics.page(99).map(|(number, _)| number), Some(3));
        assert_eq!(Topics::of(&Library::default(), TODAY).page(0), None);
    }

    #[test]
    fn what_has_expired_is_on_no_page() {
        let mut old = file("Old", 2);
        old.text += "expire = \"stop\"\n";
        let library = Library::from_files(&[old, file("New", 1)]).0;
        let topics = Topics::of(&library, TODAY);
        let entries = (0..topics.len()).filter_map(|number| topics.page(number));
        let entries: Vec<&str> = entries
            .flat_map(|(_, page)| page.entries.iter().map(Id::as_str))
            .collect();
        assert_eq!(entries, ["old-0", "new-0"]);
    }
}
