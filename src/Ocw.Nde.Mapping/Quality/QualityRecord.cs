using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Quality;

/// <summary>What the rules of quality look at in one object: its texts, and its statements by node.</summary>
public sealed class QualityRecord
{
    private static readonly IReadOnlyList<Triple> None = [];
    private readonly Dictionary<RdfTerm, List<Triple>> _nodes;

    /// <summary>A record of given texts alone.</summary>
    /// <param name="identifier">The identifier of the source record.</param>
    /// <param name="titles">Its titles.</param>
    /// <param name="descriptions">Its descriptions.</param>
    /// <param name="identifiers">Its numbers.</param>
    public QualityRecord(string identifier, IReadOnlyList<string> titles, IReadOnlyList<string> descriptions, IReadOnlyList<string> identifiers)
        : this(identifier, null, [], titles, descriptions, identifiers)
    {
    }

    private QualityRecord(string identifier, Iri? subject, Dictionary<RdfTerm, List<Triple>> nodes, IReadOnlyList<string> titles, IReadOnlyList<string> descriptions, IReadOnlyList<string> identifiers)
    {
        Identifier = identifier;
        Subject = subject;
        _nodes = nodes;
        Titles = titles;
        Descriptions = descriptions;
        Identifiers = identifiers;
    }

    /// <summary>The identifier of the source record.</summary>
    public string Identifier { get; }

    /// <summary>The object; <see langword="null"/> for a record of texts alone.</summary>
    public Iri? Subject { get; }

    /// <summary>The titles (<c>schema:name</c>).</summary>
    public IReadOnlyList<string> Titles { get; }

    /// <summary>The descriptions (<c>schema:description</c>).</summary>
    public IReadOnlyList<string> Descriptions { get; }

    /// <summary>The numbers (<c>schema:identifier</c>), also those in nodes of their own.</summary>
    public IReadOnlyList<string> Identifiers { get; }

    /// <summary>Takes what mapping made of a record.</summary>
    /// <exception cref="ArgumentException">The record was rejected: it has no object.</exception>
    public static QualityRecord Of(MappingResult mapped)
    {
        ArgumentNullException.ThrowIfNull(mapped);
        var subject = mapped.Subject ?? throw new ArgumentException("A record without an object has no quality to judge.", nameof(mapped));
        var nodes = new Dictionary<RdfTerm, List<Triple>>();
        foreach (var triple in mapped.Triples)
        {
            if (!nodes.TryGetValue(triple.Subject, out var own))
                nodes[triple.Subject] = own = [];
            own.Add(triple);
        }

        List<string> titles = [], descriptions = [], identifiers = [];
        foreach (var triple in nodes.GetValueOrDefault(subject) ?? [])
        {
            var texts = triple.Predicate == Vocabulary.Name ? titles : triple.Predicate == Vocabulary.Description ? descriptions : triple.Predicate == Vocabulary.Identifier ? identifiers : null;
            if (texts is null)
                continue;
            if (triple.Object is Literal literal)
                texts.Add(literal.LexicalForm);
            else if (nodes.TryGetValue(triple.Object, out var inner))
                texts.AddRange(inner.Where(t => t.Predicate == PropertyValue).Select(t => t.Object).OfType<Literal>().Select(l => l.LexicalForm));
        }

        return new QualityRecord(mapped.Record, subject, nodes, titles, descriptions, identifiers);
    }

    /// <summary>What is said of the object itself.</summary>
    internal IReadOnlyList<Triple> Statements => Subject is null ? None : Of(Subject);

    /// <summary>What is said of a node.</summary>
    internal IReadOnlyList<Triple> Of(RdfTerm node) => _nodes.TryGetValue(node, out var own) ? own : None;

    /// <summary>The values of a property of a node.</summary>
    internal IEnumerable<RdfTerm> Values(RdfTerm node, Iri property) => Of(node).Where(t => t.Predicate.Equals(property)).Select(t => t.Object);

    private static Iri PropertyValue { get; } = new(Vocabulary.Schema + "value");
}
