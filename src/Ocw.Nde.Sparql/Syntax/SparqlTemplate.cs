using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Syntax;

/// <summary>The text of a query for another service, in which variables are filled with values token by token: the rest of the text stays as it is written.</summary>
/// <remarks>
/// For queries that this program sends and does not evaluate: extensions of the service (<c>bif:contains</c>, <c>text:query</c>) and liberties that it
/// takes stay in place. A value is always written as one complete term, so that no text can become syntax. Comments and strings are never touched.
/// A byte order mark is left out, and prefixes that nearly everyone means in the same way are declared where the text uses them without.
/// </remarks>
public sealed class SparqlTemplate
{
    private readonly string _text;
    private readonly List<Hole> _holes = [];
    private readonly string _prologue;

    /// <summary>Cuts a text into tokens.</summary>
    /// <exception cref="SparqlSyntaxException">The text cannot be cut into the terminals of SPARQL.</exception>
    public SparqlTemplate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text.StartsWith('\uFEFF') ? text[1..] : text;
        var walk = new TemplateWalk(_holes);
        var tokenizer = new Tokenizer(new SourceText(_text, decodes: false), RdfVersion.Rdf12);
        for (var token = tokenizer.Next(); token.Kind != TokenKind.End; token = tokenizer.Next())
            walk.Take(token);
        AddedPrefixes = [.. walk.UndeclaredPrefixes.Where(WellKnownPrefixes.Iris.ContainsKey)];
        UnknownPrefixes = [.. walk.UndeclaredPrefixes.Where(prefix => !WellKnownPrefixes.Iris.ContainsKey(prefix))];
        _prologue = string.Concat(AddedPrefixes.Select(prefix => $"PREFIX {prefix}: <{WellKnownPrefixes.Iris[prefix]}>\n"));
    }

    /// <summary>The prefixes that the text uses without declaring them, and that are declared for it.</summary>
    public IReadOnlyList<string> AddedPrefixes { get; }

    /// <summary>The prefixes that the text uses without declaring them, and that nobody knows: the service has to.</summary>
    public IReadOnlyList<string> UnknownPrefixes { get; }

    /// <summary>Whether the text has a place for a value of this variable.</summary>
    public bool Has(string variable) => _holes.Exists(hole => string.Equals(hole.Variable, variable, StringComparison.Ordinal));

    /// <summary>The text with values in the places of variables; several values stand beside each other, for VALUES.</summary>
    /// <param name="values">The values by name of the variable, without mark; other variables stay.</param>
    /// <exception cref="ArgumentException">A value is not an IRI or a literal.</exception>
    public string Fill(IReadOnlyDictionary<string, IReadOnlyList<RdfTerm>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var filled = new StringBuilder(_prologue, _text.Length + 512);
        var done = 0;
        foreach (var hole in _holes)
        {
            if (!values.TryGetValue(hole.Variable, out var terms))
                continue;
            filled.Append(_text, done, hole.Start - done);
            var term = string.Join(' ', terms.Select(Text));
            filled.Append(hole.Place switch
            {
                HolePlace.Projection => $"({term} AS ?{hole.Variable})",
                HolePlace.Condition => $"({term})",
                _ => term,
            });
            done = hole.End;
        }

        return filled.Append(_text, done, _text.Length - done).ToString();
    }

    private static string Text(RdfTerm term)
    {
        if (term is Iri iri && !Rdf.Iris.IriCheck.IsAbsoluteIri(iri.Value))
            throw new ArgumentException($"<{iri.Value}> is not an absolute IRI.", nameof(term));
        return term is Iri or Literal ? term.ToString()! : throw new ArgumentException($"Only IRIs and literals can stand in a query: {term}.", nameof(term));
    }

    internal readonly record struct Hole(string Variable, int Start, int End, HolePlace Place);

    internal enum HolePlace
    {
        /// <summary>A term stands there.</summary>
        Term,

        /// <summary>A column of SELECT, or a key of GROUP BY.</summary>
        Projection,

        /// <summary>A condition of ORDER BY.</summary>
        Condition,
    }
}

/// <summary>Follows the tokens of a text, as far as it must to know what a variable stands for.</summary>
internal sealed class TemplateWalk(List<SparqlTemplate.Hole> holes)
{
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private Clause _clause;
    private int _brackets;
    private Token _before;

    internal IEnumerable<string> UndeclaredPrefixes => _used.Where(prefix => !_declared.Contains(prefix)).Order(StringComparer.Ordinal);

    internal void Take(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Word:
                Word(token.Value.ToUpperInvariant());
                break;
            case TokenKind.PrefixedName when IsWord(_before, "PREFIX"):
                _declared.Add(token.Value);
                break;
            case TokenKind.PrefixedName:
                _used.Add(token.Value);
                break;
            case TokenKind.LeftParenthesis:
                _brackets++;
                break;
            case TokenKind.RightParenthesis:
                _brackets--;
                break;
            case TokenKind.LeftBrace or TokenKind.RightBrace:
                (_clause, _brackets) = (Clause.None, 0);
                break;
            case TokenKind.Variable:
                Variable(token);
                break;
        }

        _before = token;
    }

    private void Word(string word)
    {
        _clause = word switch
        {
            "SELECT" => Clause.Select,
            "VALUES" => Clause.Values,
            "BY" => IsWord(_before, "GROUP") ? Clause.GroupBy : Clause.OrderBy,
            "WHERE" or "HAVING" or "LIMIT" or "OFFSET" or "FROM" => Clause.None,
            _ => _clause,
        };
        if (word is "SELECT" or "VALUES" or "BY")
            _brackets = 0;
    }

    private void Variable(Token token)
    {
        // The name that a value gets, and the columns of VALUES, are not places for values.
        if (_clause == Clause.Values || IsWord(_before, "AS"))
            return;
        var place = (_clause, _brackets) switch
        {
            (Clause.Select or Clause.GroupBy, 0) => SparqlTemplate.HolePlace.Projection,
            (Clause.OrderBy, 0) => SparqlTemplate.HolePlace.Condition,
            _ => SparqlTemplate.HolePlace.Term,
        };
        holes.Add(new(token.Value, token.Start, token.End, place));
    }

    private static bool IsWord(Token token, string word) => token.Kind == TokenKind.Word && string.Equals(token.Value, word, StringComparison.OrdinalIgnoreCase);

    private enum Clause
    {
        None,
        Select,
        Values,
        GroupBy,
        OrderBy,
    }
}
