using System.Globalization;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Datasetregister.Description;

/// <summary>Collects the triples of a description; what is not known is not stated.</summary>
internal sealed class Statements
{
    private readonly List<Triple> _triples = [];
    private readonly HashSet<Triple> _seen = [];

    internal IReadOnlyList<Triple> Triples => _triples;

    internal void Add(Iri subject, Iri predicate, RdfTerm? @object)
    {
        if (@object is not null && _seen.Add(new Triple(subject, predicate, @object)))
            _triples.Add(new Triple(subject, predicate, @object));
    }

    internal void AddAll(Iri subject, Iri predicate, IEnumerable<RdfTerm> objects)
    {
        foreach (var @object in objects)
            Add(subject, predicate, @object);
    }

    internal void Type(Iri subject, Iri type) => Add(subject, RdfNs.Type, type);

    internal void Text(Iri subject, Iri predicate, string? text) => Add(subject, predicate, text is null ? null : new Literal(text));

    internal void Date(Iri subject, Iri predicate, DateOnly? date) =>
        Add(subject, predicate, date is null ? null : new Literal(date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), XsdNs.Date));

    internal void Time(Iri subject, Iri predicate, DateTimeOffset? time) =>
        Add(subject, predicate, time is null ? null : new Literal(time.Value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), XsdNs.DateTime));

    internal void Count(Iri subject, Iri predicate, long? count) => Count(subject, predicate, count, XsdNs.Integer);

    internal void Count(Iri subject, Iri predicate, long? count, Iri datatype) =>
        Add(subject, predicate, count is null ? null : new Literal(count.Value.ToString(CultureInfo.InvariantCulture), datatype));
}
