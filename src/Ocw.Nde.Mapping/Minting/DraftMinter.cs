using System.Text;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Minting;

/// <summary>Gives every node below an object its IRI, from what is said of it, and writes the whole as triples in a fixed order.</summary>
internal sealed class DraftMinter(IriMinter minter)
{
    private readonly Dictionary<Draft, string> _descriptions = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Draft> _open = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Draft> _written = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Triple> _triples = [];

    /// <summary>The triples of an object whose own IRI is given, sorted.</summary>
    public List<Triple> Write(Draft root, Iri iri)
    {
        root.Minted = iri;
        WriteNode(root);
        var triples = _triples.ToList();
        triples.Sort(TripleOrder.Instance);
        return triples;
    }

    private void WriteNode(Draft node)
    {
        if (!_written.Add(node))
            return;
        foreach (var statement in node.Statements)
        {
            if (statement.Term is { } term)
            {
                _triples.Add(new Triple(node.Minted!, statement.Predicate, term));
                continue;
            }

            var child = statement.Node!;
            child.Minted ??= child.SourceIri ?? Mint(node, statement.Predicate, child);
            _triples.Add(new Triple(node.Minted!, statement.Predicate, child.Minted));
            WriteNode(child);
        }
    }

    private Iri Mint(Draft parent, Iri predicate, Draft node)
    {
        var property = ModelProperties.Of(predicate);
        var description = Describe(node);
        var words = Words(node);
        if (property.Field is { } field)
            return minter.Value(field, words, description);
        // What has a name (an exhibition, a collection) is a thing of its own, the same for every object; the rest is part of its object.
        if (words.Length > 0)
            return minter.Value(LocalName(predicate), words, description);
        return minter.Part(parent.Minted!, LocalName(predicate), description);
    }

    private static string Words(Draft node) =>
        node.Terms(Vocabulary.Name).Concat(node.Terms(Vocabulary.PrefLabel)).OfType<Literal>().Select(l => l.LexicalForm).Order(StringComparer.Ordinal).FirstOrDefault() ?? "";

    // A node that leads back to itself is described by the word «cycle» there.
    private string Describe(Draft node)
    {
        if (_descriptions.TryGetValue(node, out var known))
            return known;
        if (!_open.Add(node))
            return "cycle";
        var lines = node.Statements
            .Where(s => !IsPartOfName(s.Predicate))
            .Select(s => $"{s.Predicate.Value}\t{(s.Term is { } term ? term.ToString() : s.Node!.SourceIri?.ToString() ?? $"[{Describe(s.Node!)}]")}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        var text = new StringBuilder().AppendJoin('\n', lines).ToString();
        _open.Remove(node);
        _descriptions[node] = text;
        return text;
    }

    // They follow from the name, and are read better from one version to the next: the address must not change with them.
    private static bool IsPartOfName(Iri predicate) => predicate == Vocabulary.GivenName || predicate == Vocabulary.FamilyName;

    private static string LocalName(Iri predicate) => predicate.Value[(predicate.Value.LastIndexOfAny(['/', '#', ':']) + 1)..];
}

/// <summary>Triples by subject, predicate and object, as characters.</summary>
internal sealed class TripleOrder : IComparer<Triple>
{
    /// <summary>The only one.</summary>
    public static readonly TripleOrder Instance = new();

    /// <inheritdoc/>
    public int Compare(Triple x, Triple y)
    {
        var order = Terms(x.Subject, y.Subject);
        if (order != 0)
            return order;
        order = Terms(x.Predicate, y.Predicate);
        return order != 0 ? order : Terms(x.Object, y.Object);
    }

    private static int Terms(RdfTerm x, RdfTerm y) => (x, y) switch
    {
        (Iri a, Iri b) => string.CompareOrdinal(a.Value, b.Value),
        (Literal a, Literal b) => Literals(a, b),
        _ when x.Kind != y.Kind => x.Kind.CompareTo(y.Kind),
        _ => string.CompareOrdinal(x.ToString(), y.ToString()),
    };

    private static int Literals(Literal a, Literal b)
    {
        var order = string.CompareOrdinal(a.LexicalForm, b.LexicalForm);
        if (order == 0)
            order = string.CompareOrdinal(a.Datatype.Value, b.Datatype.Value);
        return order != 0 ? order : StringComparer.OrdinalIgnoreCase.Compare(a.Language, b.Language);
    }
}
