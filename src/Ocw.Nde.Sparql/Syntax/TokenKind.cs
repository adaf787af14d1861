namespace Ocw.Nde.Sparql.Syntax;

/// <summary>The terminals of the grammar (§19.8, productions [139] and below) and its punctuation.</summary>
internal enum TokenKind : byte
{
    End,
    Iri,
    PrefixedName,
    BlankNodeLabel,
    Variable,
    LanguageTag,
    Integer,
    Decimal,
    Double,
    String,
    Word,
    LeftBrace,
    RightBrace,
    LeftParenthesis,
    RightParenthesis,
    LeftBracket,
    RightBracket,
    Dot,
    Semicolon,
    Comma,
    Star,
    Slash,
    Plus,
    Minus,
    Bar,
    Or,
    And,
    Not,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Caret,
    DatatypeMark,
    Question,

    // Of SPARQL 1.2.
    TripleTermStart,
    TripleTermEnd,
    ReifiedStart,
    ReifiedEnd,
    AnnotationStart,
    AnnotationEnd,
    Tilde,
}

/// <summary>One token: where it stands and what it says.</summary>
/// <param name="Kind">Which terminal.</param>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset after its last character.</param>
/// <param name="Value">
/// The unescaped content: the IRI without brackets, the name of a variable, the content of a string, the digits of a number, the prefix of a
/// prefixed name, a keyword in upper case (a word that is no keyword as written). Empty for punctuation.
/// </param>
/// <param name="Local">The local part of a prefixed name, unescaped.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Value = "", string Local = "");
