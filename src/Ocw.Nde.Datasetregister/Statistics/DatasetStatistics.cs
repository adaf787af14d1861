using Ocw.Nde.Datasetregister.Description;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Datasetregister.Statistics;

/// <summary>What a dataset holds, in numbers (VoID §4).</summary>
public sealed record DatasetStatistics
{
    /// <summary>The number of triples.</summary>
    public required long Triples { get; init; }

    /// <summary>The number of records: instances of the record class; 0 where none was named.</summary>
    public required long Records { get; init; }

    /// <summary>The number of IRIs that are a subject.</summary>
    public required long DistinctSubjects { get; init; }

    /// <summary>The number of IRIs that are an object.</summary>
    public required long DistinctIriObjects { get; init; }

    /// <summary>The number of different literals.</summary>
    public required long DistinctLiterals { get; init; }

    /// <summary>The number of different predicates.</summary>
    public required long PropertyCount { get; init; }

    /// <summary>The number of different classes.</summary>
    public required long ClassCount { get; init; }

    /// <summary>Per class how many instances it has, most first.</summary>
    public required IReadOnlyList<ClassPartition> Classes { get; init; }

    /// <summary>Per predicate how often it is used, most first.</summary>
    public required IReadOnlyList<PropertyPartition> Properties { get; init; }

    /// <summary>The datatypes of the literals.</summary>
    public required IReadOnlyList<Iri> Datatypes { get; init; }

    /// <summary>Per language how many different literals it has, most first.</summary>
    public required IReadOnlyList<LanguagePartition> Languages { get; init; }

    /// <summary>Per namespace how many triples have an IRI of it as object, most first: the links to other sources are among them.</summary>
    public required IReadOnlyList<Linkset> Linksets { get; init; }

    /// <summary>Counts a dataset. What is counted is what <paramref name="source"/> shows: open it for the public to describe it to the public.</summary>
    /// <param name="source">A snapshot or a graph in memory.</param>
    /// <param name="graphs">The dataset's graphs, taken as one set.</param>
    /// <param name="options">Ceilings and the record class.</param>
    /// <param name="cancellation">Ends the counting.</param>
    public static DatasetStatistics Count(IQuadSource source, GraphSelector graphs, StatisticsOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(graphs);
        return new StatisticsCounter(source, graphs, options ?? StatisticsOptions.Default, cancellation).Count();
    }

    /// <summary>The counts in VoID, in the form of NDE's Dataset Knowledge Graph.</summary>
    public IReadOnlyList<Triple> ToVoid(Iri dataset)
    {
        var statements = new Statements();
        StatisticsDescription.Write(dataset, this, statements);
        return statements.Triples;
    }
}

/// <summary>The ceilings of a count.</summary>
public sealed record StatisticsOptions
{
    /// <summary>Records are <c>schema:CreativeWork</c>; ceilings of 1,000.</summary>
    public static StatisticsOptions Default { get; } = new();

    /// <summary>The class of the records. Default <c>schema:CreativeWork</c>.</summary>
    public Iri RecordClass { get; init; } = new("https://schema.org/CreativeWork");

    /// <summary>The most classes, properties and linksets that are listed, the largest first; the totals cover all. Default 1,000.</summary>
    public int MaximumPartitions { get; init; } = 1_000;
}

/// <summary>The instances of a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Entities">How many instances it has.</param>
public sealed record ClassPartition(RdfTerm Class, long Entities);

/// <summary>The use of a predicate.</summary>
/// <param name="Property">The predicate.</param>
/// <param name="Triples">How many triples have it.</param>
/// <param name="Entities">How many different subjects.</param>
/// <param name="DistinctObjects">How many different objects.</param>
public sealed record PropertyPartition(Iri Property, long Triples, long Entities, long DistinctObjects);

/// <summary>The literals in a language.</summary>
/// <param name="Language">The language tag, in lower case.</param>
/// <param name="Literals">How many different literals.</param>
public sealed record LanguagePartition(string Language, long Literals);

/// <summary>The links into a namespace.</summary>
/// <param name="Namespace">The part of the IRIs up to and including the last slash; empty for IRIs without one.</param>
/// <param name="Triples">How many triples have such an IRI as object.</param>
public sealed record Linkset(string Namespace, long Triples);
