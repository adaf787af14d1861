using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Model;

/// <summary>A resource while it is being made: what is said of it, and later its IRI. Nodes without an IRI of the source get one from what is said of them.</summary>
internal sealed class Draft
{
    /// <summary>The IRI that the source gives it, or <see langword="null"/> for a node that mapping made.</summary>
    public Iri? SourceIri { get; set; }

    /// <summary>The IRI under which it is published; set by minting.</summary>
    public Iri? Minted { get; set; }

    /// <summary>What is said of it, in order.</summary>
    public List<DraftStatement> Statements { get; } = [];

    /// <summary>The classes.</summary>
    public IEnumerable<Iri> Types => Terms(Vocabulary.Type).OfType<Iri>();

    /// <summary>Whether it has this class.</summary>
    public bool IsA(Iri type) => Types.Contains(type);

    /// <summary>Adds a class once.</summary>
    public void AddType(Iri type)
    {
        if (!IsA(type))
            Add(Vocabulary.Type, type);
    }

    /// <summary>Adds a statement about a term.</summary>
    public void Add(Iri predicate, RdfTerm value) => Statements.Add(new(predicate, value, null));

    /// <summary>Adds a statement about another node.</summary>
    public void Add(Iri predicate, Draft value) => Statements.Add(new(predicate, null, value));

    /// <summary>Whether anything is said with this predicate.</summary>
    public bool Has(Iri predicate) => Statements.Any(s => s.Predicate == predicate);

    /// <summary>The terms that stand with a predicate.</summary>
    public IEnumerable<RdfTerm> Terms(Iri predicate) => Statements.Where(s => s.Predicate == predicate && s.Term is not null).Select(s => s.Term!);

    /// <summary>The nodes that stand with a predicate.</summary>
    public IEnumerable<Draft> Nodes(Iri predicate) => Statements.Where(s => s.Predicate == predicate && s.Node is not null).Select(s => s.Node!);

    /// <summary>Takes away everything that is said with a predicate.</summary>
    public void Remove(Iri predicate) => Statements.RemoveAll(s => s.Predicate == predicate);

    /// <summary>Replaces every statement by what <paramref name="rewrite"/> makes of it: none, one or more.</summary>
    public void Rewrite(Func<DraftStatement, IEnumerable<DraftStatement>> rewrite)
    {
        var written = Statements.SelectMany(rewrite).ToList();
        Statements.Clear();
        Statements.AddRange(written);
    }
}

/// <summary>A statement about a <see cref="Draft"/>: its value is a term or another node.</summary>
internal readonly record struct DraftStatement(Iri Predicate, RdfTerm? Term, Draft? Node);
