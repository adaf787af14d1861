namespace Ocw.Nde.Termen.GraphQl.Syntax;

/// <summary>The lexical tokens (§2.1.6).</summary>
internal enum TokenKind : byte
{
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    ParenLeft,
    ParenRight,
    Spread,
    Colon,
    EqualsSign,
    At,
    BracketLeft,
    BracketRight,
    BraceLeft,
    Pipe,
    BraceRight,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

/// <summary>One token.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">The name, number or (unescaped) string; for punctuators what is written.</param>
/// <param name="Location">Where it begins.</param>
internal readonly record struct Token(TokenKind Kind, string Text, SourceLocation Location)
{
    /// <summary>The token as an error names it.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.EndOfFile => "the end of the document",
        TokenKind.String or TokenKind.BlockString => "a string",
        TokenKind.Name => $"the name \"{Text}\"",
        TokenKind.Int or TokenKind.Float => $"the number {Text}",
        _ => $"\"{Text}\"",
    };
}

/// <summary>The document is not well-formed, or larger than may be read.</summary>
internal sealed class GraphQlSyntaxException(string message, SourceLocation location, string code = GraphQlCodes.Syntax) : Exception(message)
{
    public SourceLocation Location { get; } = location;

    public string Code { get; } = code;

    public GraphQlError ToError() => new(Message, Code) { Locations = [Location] };
}
