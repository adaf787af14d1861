using System.Globalization;
using System.Runtime.CompilerServices;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax;

/// <summary>
/// A recursive-descent reader of the SPARQL 1.1 grammar (§19.8), one method for each production or close family, that hands what it reads to the
/// translation of §18.2 at once: there is no tree in between. One instance reads one text.
/// </summary>
internal sealed partial class SparqlGrammar
{
    private const int LongestToken = 200;

    private readonly SparqlParserOptions options;
    private readonly SourceText source;
    private readonly Tokenizer tokenizer;
    private Token current;
    private int depth;
    private int made;

    internal SparqlGrammar(string text, string? baseIri, SparqlParserOptions options)
    {
        if (text.Length > options.MaximumLength)
        {
            throw new QueryLimitException(
                QueryLimit.Complexity,
                string.Create(CultureInfo.InvariantCulture, $"The text has {text.Length} characters; at most {options.MaximumLength} are read."));
        }

        this.options = options;
        this.baseIri = baseIri;
        source = new SourceText(text, decodes: options.Version == Rdf.Terms.RdfVersion.Rdf11);
        tokenizer = new Tokenizer(source, options.Version);
        current = tokenizer.Next();
    }

    private bool At(TokenKind kind) => current.Kind == kind;

    private bool AtWord(string keyword) => current.Kind == TokenKind.Word && string.Equals(current.Value, keyword, StringComparison.Ordinal);

    private Token Take()
    {
        var token = current;
        current = tokenizer.Next();
        return token;
    }

    private bool TryTake(TokenKind kind)
    {
        if (!At(kind))
            return false;
        Take();
        return true;
    }

    private bool TryTakeWord(string keyword)
    {
        if (!AtWord(keyword))
            return false;
        Take();
        return true;
    }

    private Token Expect(TokenKind kind, string expected) => At(kind) ? Take() : throw Unexpected(expected);

    private void ExpectWord(string keyword)
    {
        if (!TryTakeWord(keyword))
            throw Unexpected(keyword);
    }

    // Every production that can contain itself enters here, so that no text can overflow the stack.
    private void Enter()
    {
        if (++depth > options.MaximumDepth)
            throw TooComplex($"nested more than {options.MaximumDepth.ToString(CultureInfo.InvariantCulture)} levels deep");
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw TooComplex("nested deeper than the stack of this thread allows");
    }

    private void Leave() => depth--;

    private QueryLimitException TooComplex(string what)
    {
        var (line, column) = source.Position(current.Start);
        return new QueryLimitException(QueryLimit.Complexity, string.Create(CultureInfo.InvariantCulture, $"Line {line}, column {column}: the query is {what}."));
    }

    private SparqlSyntaxException Error(int offset, string message) => source.Error(offset, message);

    private SparqlSyntaxException Unexpected(string expected) => source.Error(
        current.Start, $"expected {expected}, found {Describe(current)}.", current.Kind == TokenKind.End ? null : source.Text[current.Start..Math.Min(current.End, current.Start + LongestToken)]);

    private string Describe(Token token)
    {
        const int most = 40;
        if (token.Kind == TokenKind.End)
            return "the end of the text";
        var text = source.Text.AsSpan(token.Start, token.End - token.Start);
        var shown = text.Length > most ? $"{text[..most]}…" : text.ToString();
        if (!Is12 && (source.Text.AsSpan(token.Start).StartsWith("<<") || source.Text.AsSpan(0, token.End).EndsWith("{|")))
            return $"'{text}', which is of {RdfVersions.HowToSwitchOn}";
        return token.Kind switch
        {
            TokenKind.Less => "'<' (as an operator: no IRI follows it, for an IRI holds no spaces and none of < > \" { } | ^ ` \\)",
            TokenKind.Word when string.Equals(token.Value, "a", StringComparison.Ordinal) => "'a' (rdf:type, allowed as a predicate only)",
            _ => $"'{shown}'",
        };
    }

    // Names that no query can write: they begin with a dot (see Variable).
    private Variable MakeVariable(string purpose) => new(string.Create(CultureInfo.InvariantCulture, $".{purpose}{++made}"));
}
