using Ocw.Nde.Mapping.Models;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Operations.Models;

/// <summary>Writes records of a state of the store in a model: <c>schema</c> as they are, or one of <c>sparql/models</c>.</summary>
/// <param name="snapshot">The state; it stays the caller's.</param>
/// <param name="iris">The node's IRIs.</param>
/// <param name="model">The model; <see langword="null"/> for the shared model itself.</param>
internal sealed class ModelWriter(Snapshot snapshot, NodeIris iris, RecordModel? model)
{
    /// <summary>The name of the shared model.</summary>
    public const string SharedModel = "schema";

    private readonly RecordWalk _walk = new(snapshot, iris);
    private readonly Dictionary<Iri, RdfTerm> _publishers = [];

    /// <summary>Who hands the records on (<c>edm:provider</c>); the institution itself when <see langword="null"/>.</summary>
    public string? Provider { get; init; }

    /// <summary>The rights of what names none; by default not evaluated.</summary>
    public Iri? Rights { get; init; }

    /// <summary>The names of the models.</summary>
    public static IReadOnlyList<string> Names => [SharedModel, .. RecordModel.NamesIn(ProgramFiles.Models)];

    /// <summary>The model with a name; <see langword="null"/> for the shared model.</summary>
    public static RecordModel? Load(string name) => name == SharedModel ? null : RecordModel.Load(ProgramFiles.Models, name);

    /// <summary>Writes every record of one graph, or of all.</summary>
    /// <param name="graph">The content graph, or <see langword="null"/> for all.</param>
    /// <param name="sink">Receives the triples, record after record.</param>
    /// <param name="skipped">Is told which record could not be written, and why; the others go on.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>How many records were written.</returns>
    public int WriteAll(TermId? graph, IQuadSink sink, Action<string, string> skipped, CancellationToken cancellation)
    {
        var written = 0;
        foreach (var record in _walk.Records(graph, cancellation))
        {
            if (snapshot.Terms.Get(record) is not Iri iri)
                continue;
            try
            {
                Write(record, iri, sink, cancellation);
                written++;
            }
            catch (QueryLimitException e)
            {
                skipped(iri.Value, e.Message);
            }
        }

        return written;
    }

    /// <summary>Writes one record; <see langword="false"/> when the content has no such record.</summary>
    public bool Write(Iri record, IQuadSink sink, CancellationToken cancellation)
    {
        if (snapshot.Terms.Find(record) is not { IsBound: true } id || !_walk.Holds(id))
            return false;
        Write(id, record, sink, cancellation);
        return true;
    }

    private void Write(TermId id, Iri record, IQuadSink sink, CancellationToken cancellation)
    {
        if (model is null)
        {
            _walk.Write(id, sink);
            return;
        }

        var dataset = _walk.DatasetOf(record);
        var context = new ModelContext(record, dataset, PublisherOf(dataset))
        {
            Provider = Provider is null ? null : new Literal(Provider),
            Rights = Rights ?? ModelContext.NotEvaluated,
        };
        model.Write(to => _walk.Write(id, to), context, sink, cancellation);
    }

    // The name of the institution as the description of the dataset has it, else its IRI, else the node.
    private RdfTerm PublisherOf(Iri? dataset)
    {
        if (dataset is null)
            return new Iri(iris.Base);
        if (_publishers.TryGetValue(dataset, out var known))
            return known;
        var publisher = Objects(dataset, "https://schema.org/publisher").Concat(Objects(dataset, "http://purl.org/dc/terms/publisher")).FirstOrDefault();
        var name = publisher is Iri iri
            ? Objects(iri, "https://schema.org/name").Concat(Objects(iri, "http://xmlns.com/foaf/0.1/name")).OfType<Literal>().OrderBy(l => l.Language == "nl" ? 0 : 1).ThenBy(l => l.LexicalForm, StringComparer.Ordinal).FirstOrDefault()
            : null;
        return _publishers[dataset] = name ?? publisher ?? new Iri(iris.Base);
    }

    private List<RdfTerm> Objects(Iri subject, string property)
    {
        var found = new List<RdfTerm>();
        var (id, predicate) = (snapshot.Terms.Find(subject), snapshot.Terms.FindIri(property));
        if (!id.IsBound || !predicate.IsBound)
            return found;
        using var scan = snapshot.Scan(new QuadPattern(id, predicate, default, GraphSelector.Default), QuadOrder.Any);
        var batch = new QuadBatch(16);
        for (var count = scan.Next(batch); count > 0; count = scan.Next(batch))
            found.AddRange(batch.Objects[..count].Select(o => snapshot.Terms.Get(new TermId(o))));
        return found;
    }
}
