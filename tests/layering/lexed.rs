//! What a source file names and says, token by token: comments are gone, macro bodies are there.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// One thing that a file names or says.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) line: usize,
    /// Whether it stands in code for tests alone.
    pub(crate) in_test: bool,
    /// The modules within the file around it.
    pub(crate) modules: Vec<String>,
    pub(crate) what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// `crate::units::Exact`, written out or through a `use` with braces; a glob ends in `*`.
    Path(Vec<String>),
    /// A text, without its quotes.
    Text(String),
    /// A number with binary decimals: `0.5`, `1e3`, or the name of their type.
    Float,
}

/// Everything that `source` names or says, in order.
pub(crate) fn lex(source: &str) -> Vec<Seen> {
    let tokens: TokenStream = source.parse().unwrap();
    let mut walk = Walk { seen: Vec::new(), modules: Vec::new(), in_test: false };
    walk.tokens(tokens);
    walk.seen
}

struct Walk {
    seen: Vec<Seen>,
    modules: Vec<String>,
    in_test: bool,
}

impl Walk {
    fn see(&mut self, at: &TokenTree, what: What) {
        let line = at.span().start().line;
        let (in_test, modules) = (self.in_test, self.modules.clone());
        self.seen.push(Seen { line, in_test, modules, what });
    }

    fn tokens(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let outer = self.in_test;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let next = tokens.get(at + 1);
            at += match (token, next) {
                (TokenTree::Punct(mark), Some(next)) if mark.as_char() == '#' => {
                    self.attribute(token, next)
                }
                // `#![…]`
                (TokenTree::Punct(mark), Some(TokenTree::Group(group)))
                    if mark.as_char() == '!' && is_after(&tokens, at, '#') =>
                {
                    self.inside_attribute(group.stream());
                    2
                }
                (TokenTree::Ident(word), Some(TokenTree::Ident(name))) if word == "mod" => {
                    at += 2;
                    self.module(&name.to_string(), tokens.get(at))
                }
                (TokenTree::Ident(word), _) if word == "use" => self.import(&tokens, at),
                (TokenTree::Ident(_), _) => self.path(&tokens, at),
                (TokenTree::Literal(_), _) => {
                    self.literal(&tokens, at);
                    1
                }
                (TokenTree::Group(group), _) => {
                    self.tokens(group.stream());
                    // A body ends what was for tests alone.
                    self.in_test &= outer || group.delimiter() != Delimiter::Brace;
                    1
                }
                (TokenTree::Punct(mark), _) => {
                    self.in_test &= outer || mark.as_char() != ';';
                    1
                }
            };
        }
        self.in_test = outer;
    }

    /// `#[…]`, of which only the names count.
    fn attribute(&mut self, mark: &TokenTree, next: &TokenTree) -> usize {
        let TokenTree::Group(group) = next else { return 1 };
        let text = group.stream().to_string();
        self.in_test |= text == "cfg (test)" || text == "cfg(test)" || text == "test";
        if text.starts_with("serde") {
            self.see(mark, What::Path(vec!["serde".to_owned()]));
        }
        self.inside_attribute(group.stream());
        2
    }

    /// The paths in an attribute; its texts are no words of ours.
    fn inside_attribute(&mut self, stream: TokenStream) {
        let before = self.seen.len();
        self.tokens(stream);
        let named = self.seen.split_off(before).into_iter();
        self.seen.extend(named.filter(|seen| matches!(seen.what, What::Path(_))));
    }

    /// What follows `mod name`: its body, or a semicolon.
    fn module(&mut self, name: &str, body: Option<&TokenTree>) -> usize {
        let Some(TokenTree::Group(group)) = body else { return 0 };
        self.modules.push(name.to_owned());
        self.tokens(group.stream());
        self.modules.pop();
        self.in_test = false;
        1
    }

    /// `use a::{b, c::*};`
    fn import(&mut self, tokens: &[TokenTree], start: usize) -> usize {
        let end = tokens[start..].iter().position(|token| is(Some(token), ';'));
        let end = end.map_or(tokens.len(), |length| start + length);
        self.tree(&tokens[start + 1..end], &[]);
        end - start
    }

    fn tree(&mut self, tokens: &[TokenTree], prefix: &[String]) {
        for branch in tokens.split(|token| is(Some(token), ',')) {
            let mut path = prefix.to_vec();
            for token in branch {
                match token {
                    TokenTree::Ident(word) if word == "as" => {
                        path.push("as".to_owned());
                        break;
                    }
                    TokenTree::Ident(word) => path.push(word.to_string()),
                    TokenTree::Punct(mark) if mark.as_char() == '*' => path.push("*".to_owned()),
                    TokenTree::Group(group) => {
                        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                        self.tree(&inner, &path);
                        path.clear();
                    }
                    _ => {}
                }
            }
            if let (Some(first), false) = (branch.first(), path.is_empty()) {
                self.see(first, What::Path(path));
            }
        }
    }

    /// A path outside `use`: names joined by `::`.
    fn path(&mut self, tokens: &[TokenTree], start: usize) -> usize {
        let mut path = Vec::new();
        let mut at = start;
        while let Some(TokenTree::Ident(word)) = tokens.get(at) {
            path.push(word.to_string());
            at += 1;
            let joined = is(tokens.get(at), ':') && is(tokens.get(at + 1), ':');
            if !joined || !matches!(tokens.get(at + 2), Some(TokenTree::Ident(_))) {
                break;
            }
            at += 2;
        }
        if path.iter().any(|name| name == "f64" || name == "f32") {
            self.see(&tokens[start], What::Float);
        }
        // A method is known by its name alone.
        if start > 0 && is(tokens.get(start - 1), '.') {
            path.insert(0, "_".to_owned());
        }
        self.see(&tokens[start], What::Path(path));
        at - start
    }

    fn literal(&mut self, tokens: &[TokenTree], at: usize) {
        let written = tokens[at].to_string();
        if let Some(text) = unquoted(&written) {
            // What a class or a shape is called is nothing that anybody reads.
            if !is_unread_attribute(tokens, at) {
                self.see(&tokens[at], What::Text(text));
            }
        } else if is_float(&written) && !(at > 0 && is(tokens.get(at - 1), '.')) {
            self.see(&tokens[at], What::Float);
        }
    }
}

fn is(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

fn is_after(tokens: &[TokenTree], at: usize, mark: char) -> bool {
    at > 0 && is(tokens.get(at - 1), mark)
}

/// `class="…"` and the like in the page's markup.
fn is_unread_attribute(tokens: &[TokenTree], at: usize) -> bool {
    const UNREAD: [&str; 8] =
        ["class", "d", "id", "points", "rel", "sizes", "transform", "viewBox"];
    let name = at.checked_sub(2).and_then(|name| tokens.get(name)).map(ToString::to_string);
    is_after(tokens, at, '=') && name.is_some_and(|name| UNREAD.contains(&name.as_str()))
}

/// The text of a string literal, its escapes left as they are.
fn unquoted(written: &str) -> Option<String> {
    let text = written.trim_start_matches('r').trim_matches('#');
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    Some(text.replace("\\n", " ").replace("\\t", " "))
}

fn is_float(written: &str) -> bool {
    let digits = written.starts_with(|c: char| c.is_ascii_digit()) && !written.starts_with("0x");
    digits && (written.contains(['.', 'e']) || written.contains("f32") || written.contains("f64"))
}
