using System.Collections.Frozen;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Splitting;

/// <summary>Which subjects of an RDF source are records: instances of the root classes.</summary>
/// <remarks><c>schema:CreativeWork</c> stands for every class of schema.org that is not a supporting one (Person, Place, ImageObject, Dataset, …), since schema.org has hundreds of kinds of works and heritage objects that are none.</remarks>
internal sealed class RecordRoots(IReadOnlyList<Iri> classes)
{
    private static readonly FrozenSet<string> Supporting = new[]
    {
        "Person", "Organization", "Place", "DefinedTerm", "DefinedTermSet", "CategoryCode", "PropertyValue", "StructuredValue", "QuantitativeValue", "MonetaryAmount", "Distance", "Mass", "Duration",
        "MediaObject", "ImageObject", "AudioObject", "VideoObject", "3DModel", "DataDownload", "AudioObjectSnapshot", "ImageObjectSnapshot", "VideoObjectSnapshot", "Barcode", "LegislationObject",
        "PostalAddress", "ContactPoint", "GeoCoordinates", "GeoShape", "GeoCircle", "Dataset", "DataCatalog", "DataFeed", "Role", "OrganizationRole", "PerformanceRole", "LinkRole", "Occupation",
        "URL", "Date", "DateTime", "Event", "ExhibitionEvent", "PublicationEvent", "Action", "CreateAction", "Offer", "Thing", "Intangible", "Enumeration", "Country", "City", "AdministrativeArea", "State", "LandmarksOrHistoricalBuildings",
        "Corporation", "Library", "Museum", "ArchiveOrganization", "EducationalOrganization", "CollegeOrUniversity", "GovernmentOrganization", "NGO", "PerformingGroup", "MusicGroup", "Language", "Collection", "SearchAction", "EntryPoint", "WebSite", "WebPage", "Comment",
        "InteractionCounter", "SpeakableSpecification", "BreadcrumbList", "ListItem", "ItemList",
    }.Select(n => Vocabulary.Schema + n).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<string> _classes = classes.Select(c => c.Value).ToFrozenSet(StringComparer.Ordinal);
    private readonly bool _works = classes.Contains(Vocabulary.CreativeWork);

    /// <summary>The classes, for messages.</summary>
    public IReadOnlyList<Iri> Classes { get; } = classes;

    /// <summary>Whether a subject with these classes is a record.</summary>
    public bool IsRoot(IEnumerable<string> types)
    {
        var (work, supporting) = (false, false);
        foreach (var type in types)
        {
            var name = type.StartsWith(Vocabulary.SchemaHttp, StringComparison.Ordinal) ? string.Concat(Vocabulary.Schema, type.AsSpan(Vocabulary.SchemaHttp.Length)) : type;
            if (_classes.Contains(name))
                return true;
            if (!_works || !name.StartsWith(Vocabulary.Schema, StringComparison.Ordinal))
                continue;
            supporting |= Supporting.Contains(name);
            work = true;
        }

        return work && !supporting;
    }

    /// <summary>The record of a lifted graph: the one that has the record's own identifier, else one that no other record refers to.</summary>
    public Iri? Find(IReadOnlyList<Triple> triples, string identifier)
    {
        var candidates = triples.Where(t => t.Predicate == Vocabulary.Type && t.Object is Iri).GroupBy(t => t.Subject)
            .Where(g => IsRoot(g.Select(t => ((Iri)t.Object).Value)))
            .Select(g => (Iri)g.Key)
            .OrderBy(i => i.Value, StringComparer.Ordinal)
            .ToList();
        if (candidates.Find(c => string.Equals(c.Value, identifier, StringComparison.Ordinal)) is { } named)
            return named;
        if (candidates.Count < 2)
            return candidates.FirstOrDefault() ?? Aggregated(triples);
        var set = candidates.ToHashSet<RdfTerm>();
        var referred = triples.Where(t => set.Contains(t.Subject) && t.Subject != t.Object && set.Contains(t.Object)).Select(t => t.Object).ToHashSet();
        return candidates.Find(c => !referred.Contains(c)) ?? candidates[0];
    }

    // An EDM record whose object has no class of its own.
    private Iri? Aggregated(IReadOnlyList<Triple> triples) =>
        _classes.Contains(Vocabulary.Edm + "ProvidedCHO") ? triples.Where(t => t.Predicate == Vocabulary.AggregatedCho).Select(t => t.Object).OfType<Iri>().FirstOrDefault() : null;
}
