//! Where the blocks of a file begin and end: a header, its pairs, and the comments that belong to it.
//!
//! Comments right above a header belong to it, and so do comments right below its last pair. What a blank line sets
//! apart belongs to the file, and so does what the file begins with.

use std::ops::Range;

use super::lines::{
    BLANKS, BYTE_ORDER_MARK, WHITE, line_break, line_end, line_start, previous_line_end,
};
use super::sheet::{Mark, Sheet, Value};
use super::splice::Splice;

impl Sheet<'_> {
    /// The last value of a header's own pairs; nothing if it has none.
    pub(super) fn last_pair(&self, header: &Range<usize>) -> Option<&Mark> {
        let after = self
            .marks
            .iter()
            .skip_while(|mark| mark.span.start <= header.start);
        after.take_while(|mark| !mark.is_header).last()
    }

    /// Where the line of a header's last pair ends.
    pub(super) fn pairs_end(&self, header: &Range<usize>) -> usize {
        let last = self
            .last_pair(header)
            .map_or(header.end, |mark| mark.span.end);
        line_end(self.text, last)
    }

    /// Where a table ends that has a header, with what is below it.
    pub(super) fn block_end(&self, table: &Value<'_>) -> usize {
        let run = self.runs(table).into_iter().next();
        run.map_or(table.span().end, |run| run.end)
    }

    /// Takes a table out that has a header, with all that is below it.
    pub(super) fn without_block(&self, table: &Value<'_>) -> Vec<Splice> {
        let runs = self.runs(table).into_iter();
        runs.map(|run| Splice::remove(self.with_blank_lines(run)))
            .collect()
    }

    /// Adds a block at the end, set off by a blank line; the last line goes on ending as it did.
    pub(super) fn with_block(&self, block: &str) -> Splice {
        let end = self.text.trim_end_matches(WHITE).len();
        let new_line = line_break(self.text, self.text.len());
        if self.is_blank_before(end) {
            return Splice::insert(end, format!("{block}{new_line}"));
        }
        Splice::insert(
            line_end(self.text, end),
            format!("{new_line}{new_line}{block}"),
        )
    }

    /// Where a header begins, with the comments that belong to it.
    pub(super) fn block_start(&self, header: &Range<usize>) -> usize {
        let own = line_start(self.text, header.start);
        let before = self
            .marks
            .iter()
            .take_while(|mark| mark.span.start < header.start);
        let before = before.last().map(|mark| line_end(self.text, mark.span.end));
        let mut start = own;
        while let Some(end) = previous_line_end(self.text, start).filter(|&end| Some(end) > before)
        {
            if !self.is_comment(end) {
                return start;
            }
            start = line_start(self.text, end);
        }
        // All that is above it in the file are comments.
        if before.is_none() && start == line_start(self.text, 0) {
            own
        } else {
            start
        }
    }

    /// The stretches of a table with a header and of all below it: one, unless other tables stand in between.
    fn runs(&self, table: &Value<'_>) -> Vec<Range<usize>> {
        let own = self.headers(table);
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut is_open = false;
        for header in self.marks.iter().filter(|mark| mark.is_header) {
            let is_own = own.contains(&header.span);
            match runs.last_mut().filter(|_| is_open && is_own) {
                Some(run) => run.end = self.comments_end(&header.span),
                None if is_own => {
                    runs.push(self.block_start(&header.span)..self.comments_end(&header.span));
                }
                None => {}
            }
            is_open = is_own;
        }
        runs
    }

    /// Where a header's pairs end, with the comments right below.
    fn comments_end(&self, header: &Range<usize>) -> usize {
        let mut end = self.pairs_end(header);
        let mut headers = self.marks.iter().filter(|mark| mark.is_header);
        let next = headers.find(|mark| mark.span.start > end);
        let limit = next.map_or(self.text.len(), |next| self.block_start(&next.span));
        while let Some(next) = self.next_line(end).filter(|&next| next < limit) {
            if !self.is_comment(next) {
                break;
            }
            end = line_end(self.text, next);
        }
        end
    }

    /// A block with the blank lines above it, unless they have to go on setting off what is right below it; where nothing
    /// is above it, with those below.
    fn with_blank_lines(&self, block: Range<usize>) -> Range<usize> {
        let Some(next) = self.next_line(block.end) else {
            return self.after_content(block.start)..block.end;
        };
        let is_followed = line_end(self.text, next) > self.skip_white(next);
        let is_first = self.is_blank_before(block.start);
        if is_followed || (is_first && self.skip_white(next) == self.text.len()) {
            return block.start..next;
        }
        if is_first {
            return block.start..line_start(self.text, self.skip_white(next));
        }
        self.after_content(block.start)..block.end
    }

    /// Where the last line before a place ends that is not blank; the place itself where all before it are.
    fn after_content(&self, place: usize) -> usize {
        if self.is_blank_before(place) {
            return place;
        }
        let before = self.text.get(..place).unwrap_or_default();
        line_end(self.text, before.trim_end_matches(WHITE).len())
    }

    /// The first place from here on that is not white.
    fn skip_white(&self, place: usize) -> usize {
        let after = self.text.get(place..).unwrap_or_default();
        place + after.len() - after.trim_start_matches(WHITE).len()
    }

    fn is_blank_before(&self, place: usize) -> bool {
        let before = self.text.get(..place).unwrap_or_default();
        before
            .trim_start_matches(BYTE_ORDER_MARK)
            .trim_matches(WHITE)
            .is_empty()
    }

    /// Whether the line of a place is a comment and nothing else.
    fn is_comment(&self, place: usize) -> bool {
        let line = line_start(self.text, place);
        let text = self.text.get(line..).unwrap_or_default();
        text.trim_start_matches(BLANKS).starts_with('#')
    }

    fn next_line(&self, end: usize) -> Option<usize> {
        let after = self.text.get(end..)?;
        after.find('\n').map(|newline| end + newline + 1)
    }
}
