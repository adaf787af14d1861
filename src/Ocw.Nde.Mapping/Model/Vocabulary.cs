using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Model;

/// <summary>The IRIs of the shared model that mapping itself writes.</summary>
internal static class Vocabulary
{
    public const string Schema = "https://schema.org/";
    public const string SchemaHttp = "http://schema.org/";
    public const string Skos = "http://www.w3.org/2004/02/skos/core#";
    public const string Dcterms = "http://purl.org/dc/terms/";
    public const string Edm = "http://www.europeana.eu/schemas/edm/";
    public const string Ore = "http://www.openarchives.org/ore/terms/";

    /// <summary>The node's own words, <c>ontologies/model/model.ttl</c>.</summary>
    public const string Ocwnde = "https://w3id.org/ocw-nde/model#";

    public static readonly Iri Type = new(RdfNs.Namespace + "type");
    public static readonly Iri Value = new(RdfNs.Namespace + "value");

    public static readonly Iri Name = new(Schema + "name");
    public static readonly Iri AlternateName = new(Schema + "alternateName");
    public static readonly Iri Description = new(Schema + "description");
    public static readonly Iri Identifier = new(Schema + "identifier");

    /// <summary>schema:inLanguage.</summary>
    public static readonly Iri InLanguage = new(Schema + "inLanguage");
    public static readonly Iri AdditionalType = new(Schema + "additionalType");
    public static readonly Iri SameAs = new(Schema + "sameAs");
    public static readonly Iri IsPartOf = new(Schema + "isPartOf");
    public static readonly Iri SdDatePublished = new(Schema + "sdDatePublished");
    public static readonly Iri TermCode = new(Schema + "termCode");
    public static readonly Iri BirthDate = new(Schema + "birthDate");
    public static readonly Iri DeathDate = new(Schema + "deathDate");
    public static readonly Iri BirthPlace = new(Schema + "birthPlace");
    public static readonly Iri DeathPlace = new(Schema + "deathPlace");
    public static readonly Iri GivenName = new(Schema + "givenName");
    public static readonly Iri FamilyName = new(Schema + "familyName");
    public static readonly Iri Creator = new(Schema + "creator");
    public static readonly Iri Contributor = new(Schema + "contributor");
    public static readonly Iri FoundingDate = new(Schema + "foundingDate");
    public static readonly Iri DissolutionDate = new(Schema + "dissolutionDate");
    public static readonly Iri FoundingLocation = new(Schema + "foundingLocation");
    public static readonly Iri AssociatedMedia = new(Schema + "associatedMedia");
    public static readonly Iri ContentUrl = new(Schema + "contentUrl");
    public static readonly Iri ThumbnailUrl = new(Schema + "thumbnailUrl");
    public static readonly Iri EncodingFormat = new(Schema + "encodingFormat");
    public static readonly Iri License = new(Schema + "license");
    public static readonly Iri CopyrightNotice = new(Schema + "copyrightNotice");
    public static readonly Iri Date = new(Schema + "Date");
    public static readonly Iri DateCreated = new(Schema + "dateCreated");

    public static readonly Iri CreativeWork = new(Schema + "CreativeWork");
    public static readonly Iri Person = new(Schema + "Person");
    public static readonly Iri Organization = new(Schema + "Organization");
    public static readonly Iri Place = new(Schema + "Place");
    public static readonly Iri DefinedTerm = new(Schema + "DefinedTerm");
    public static readonly Iri Url = new(Schema + "URL");
    public static readonly Iri MediaObject = new(Schema + "MediaObject");
    public static readonly Iri ImageObject = new(Schema + "ImageObject");
    public static readonly Iri AudioObject = new(Schema + "AudioObject");
    public static readonly Iri VideoObject = new(Schema + "VideoObject");
    public static readonly Iri ThreeDModel = new(Schema + "3DModel");

    public static readonly Iri AggregatedCho = new(Edm + "aggregatedCHO");

    public static readonly Iri DctermsCreated = new(Dcterms + "created");
    public static readonly Iri Edtf = new("http://id.loc.gov/datatypes/edtf");

    /// <summary>The key that a query gives its record; it is not published.</summary>
    public static readonly Iri Key = new("urn:ocwnde:key");

    public static readonly Iri Participation = new(Ocwnde + "participation");
    public static readonly Iri ParticipationClass = new(Ocwnde + "Participation");
    public static readonly Iri Attribution = new(Ocwnde + "attribution");
    public static readonly Iri AttributionClass = new(Ocwnde + "Attribution");
    public static readonly Iri AttributionKind = new(Ocwnde + "attributionKind");
    public static readonly Iri Qualifier = new(Ocwnde + "qualifier");

    public static readonly Iri MakerActiveIn = new(Ocwnde + "makerActiveIn");

    public static readonly Iri Location = new(Schema + "location");
    public static readonly Iri Agent = new(Ocwnde + "agent");
    public static readonly Iri YearFrom = new(Ocwnde + "yearFrom");
    public static readonly Iri YearTo = new(Ocwnde + "yearTo");
    public static readonly Iri YearFromCertainty = new(Ocwnde + "yearFromCertainty");
    public static readonly Iri YearToCertainty = new(Ocwnde + "yearToCertainty");
    public static readonly Iri Approximate = new(Ocwnde + "Approximate");
    public static readonly Iri Uncertain = new(Ocwnde + "Uncertain");

    public static readonly Iri Concept = new(Skos + "Concept");
    public static readonly Iri InScheme = new(Skos + "inScheme");
    public static readonly Iri PrefLabel = new(Skos + "prefLabel");
    public static readonly Iri AltLabel = new(Skos + "altLabel");
    public static readonly Iri Broader = new(Skos + "broader");
    public static readonly Iri Notation = new(Skos + "notation");

    public static readonly Iri XsdString = new(XsdNs.Namespace + "string");
    public static readonly Iri XsdDate = new(XsdNs.Namespace + "date");
    public static readonly Iri XsdDateTime = new(XsdNs.Namespace + "dateTime");
    public static readonly Iri XsdGYear = new(XsdNs.Namespace + "gYear");
    public static readonly Iri XsdGYearMonth = new(XsdNs.Namespace + "gYearMonth");
    public static readonly Iri XsdDecimal = new(XsdNs.Namespace + "decimal");
    public static readonly Iri XsdInteger = new(XsdNs.Namespace + "integer");
    public static readonly Iri XsdBoolean = new(XsdNs.Namespace + "boolean");

    /// <summary>The prefixes that rules may use in property names and that field names of RDF sources are shortened with.</summary>
    public static readonly IReadOnlyDictionary<string, string> Prefixes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["schema"] = Schema,
        ["skos"] = Skos,
        ["dcterms"] = Dcterms,
        ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["edm"] = Edm,
        ["ore"] = Ore,
        ["rdf"] = RdfNs.Namespace,
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["owl"] = "http://www.w3.org/2002/07/owl#",
        ["foaf"] = "http://xmlns.com/foaf/0.1/",
        ["rdaGr2"] = "http://rdvocab.info/ElementsGr2/",
        ["nave"] = "http://schemas.delving.eu/nave/terms/",
        ["crm"] = "http://www.cidoc-crm.org/cidoc-crm/",
        ["geo"] = "http://www.w3.org/2003/01/geo/wgs84_pos#",
        ["svcs"] = "http://rdfs.org/sioc/services#",
        ["ocwnde"] = Ocwnde,
    };

    /// <summary>Writes an IRI with a known prefix, or as it is.</summary>
    public static string Shorten(string iri)
    {
        foreach (var (prefix, ns) in Prefixes)
        {
            if (iri.Length > ns.Length && iri.StartsWith(ns, StringComparison.Ordinal))
                return $"{prefix}:{iri[ns.Length..]}";
        }

        return iri;
    }

    /// <summary>How a class or predicate is called in paths of fields: prefixed, or <c>other:</c> and its last part.</summary>
    public static string FieldName(string iri)
    {
        var name = Shorten(iri);
        if (!name.Contains('/', StringComparison.Ordinal))
            return name;
        var end = iri.TrimEnd('/', '#');
        return "other:" + end[(end.LastIndexOfAny(['/', '#', ':']) + 1)..];
    }

    /// <summary>Reads a prefixed name or an absolute IRI, or gives <see langword="null"/>.</summary>
    public static Iri? Expand(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return null;
        if (Prefixes.TryGetValue(name[..colon], out var ns))
            return new Iri(ns + name[(colon + 1)..]);
        return name.Contains("://", StringComparison.Ordinal) || name.StartsWith("urn:", StringComparison.Ordinal) ? new Iri(name) : null;
    }
}
