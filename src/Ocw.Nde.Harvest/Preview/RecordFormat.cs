using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>What a record is written in, told by what it holds: the namespace of its root element, or the context of its JSON. Names of formats in settings and prefixes are never trusted.</summary>
/// <param name="Name">A short stable name: <c>edm</c>, <c>lido</c>, <c>oai_dc</c>, …; for an unknown XML format the name of its root element.</param>
/// <param name="Namespace">The namespace or context that it was told by, if any.</param>
/// <param name="Profiles">The mapping profiles that fit it, the best first; empty for a format that is not known.</param>
public sealed record RecordFormat(string Name, string? Namespace, IReadOnlyList<string> Profiles)
{
    private const int SampleLength = 64 << 10;

    // The namespaces of the standards, without version where they have one; the first that fits counts.
    private static readonly RecordFormat[] Known =
    [
        new("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/", ["oai_dc", "dc", "edm"]),
        new("edm", "http://www.europeana.eu/schemas/edm/", ["edm"]),
        new("ese", "http://www.europeana.eu/schemas/ese/", ["ese", "edm"]),
        new("lido", "http://www.lido-schema.org", ["lido"]),
        new("marc21", "http://www.loc.gov/MARC21/slim", ["marc21", "marcxml", "marc"]),
        new("mods", "http://www.loc.gov/mods/v3", ["mods"]),
        new("mets", "http://www.loc.gov/METS/", ["mets", "mods"]),
        new("ead3", "http://ead3.archivists.org/schema/", ["ead3", "ead"]),
        new("ead2002", "urn:isbn:1-931666-22-9", ["ead2002", "ead"]),
        new("a2a", "http://Mindbus.nl/A2A", ["a2a"]),
        new("pica", "info:srw/schema/5/picaXML-v1.0", ["pica"]),
        new("datacite", "http://datacite.org/schema/kernel", ["datacite"]),
        new("didl", "urn:mpeg:mpeg21:2002:02-DIDL-NS", ["didl"]),
        new("carare", "http://www.carare.eu/carareSchema", ["carare"]),
        new("linked-art", "https://linked.art/", ["linked-art"]),
        new("cidoc-crm", "http://www.cidoc-crm.org/cidoc-crm/", ["cidoc-crm", "linked-art"]),
        new("iiif-manifest", "http://iiif.io/api/presentation/", ["iiif", "iiif-manifest"]),
        new("schema", "https://schema.org", ["schema"]),
        new("schema", "http://schema.org", ["schema"]),
        new("skos", "http://www.w3.org/2004/02/skos/core#", []),
        new("dcterms", "http://purl.org/dc/terms/", ["dcterms"]),
        new("srw_dc", "info:srw/schema/1/dc", ["dc"]),
        // RDF with no more than Dublin Core; its profile is that of EDM, since dc reads XML.
        new("dc", "http://purl.org/dc/elements/1.1/", ["edm"]),
    ];

    private static readonly string[] Components = ["c", .. Enumerable.Range(1, 12).Select(number => $"c{number:00}")];

    // What has no namespace of its own, by the name of the root element.
    private static readonly RecordFormat[] ByRoot =
    [
        new("ead2002", null, ["ead2002", "ead"]) { Root = "ead" },
        .. Components.Select(name => new RecordFormat("ead2002", null, ["ead2002", "ead"]) { Root = name }),
        new("oai_dc", null, ["dc"]) { Root = "dc" },
        new("mods", null, ["mods"]) { Root = "mods" },
        new("adlib", null, ["adlib"]) { Root = "record" },
        new("adlib", null, ["adlib"]) { Root = "adlibXML" },
        new("a2a", null, ["a2a"]) { Root = "A2A" },
        new("lido", null, ["lido"]) { Root = "lido" },
        new("marc21", null, ["marc21", "marcxml", "marc"]) { Root = "collection" },
    ];

    private string? Root { get; init; }

    /// <summary>The format of a record or document; <see langword="null"/> when it has neither namespace nor context, as rows of a table.</summary>
    /// <param name="content">It, or its first part, in UTF-8.</param>
    /// <param name="mediaType">Its media type, as in <see cref="HarvestedRecord.MediaType"/>.</param>
    public static RecordFormat? Of(ReadOnlySpan<byte> content, string mediaType)
    {
        var sample = content[..Math.Min(content.Length, SampleLength)];
        if (mediaType is "application/xml" or "text/xml")
            return OfXml(sample);

        // RDF in any syntax, and JSON with a context: the vocabulary that it names first in the order of the table.
        foreach (var format in mediaType == "text/csv" ? [] : Known)
        {
            if (sample.IndexOf(Encoding.UTF8.GetBytes(format.Namespace!)) >= 0)
                return format;
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Namespace is null ? Name : $"{Name} ({Namespace})";

    private static RecordFormat? OfXml(ReadOnlySpan<byte> sample)
    {
        var tokens = new XmlTokenizer(sample, isFinal: true);
        var kind = tokens.Next();
        while (kind is not (XmlTokenKind.StartTag or XmlTokenKind.EmptyTag or XmlTokenKind.End))
            kind = tokens.Next();
        if (kind == XmlTokenKind.End)
            return null;
        var name = Encoding.UTF8.GetString(tokens.Name);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var root = name[(colon + 1)..];
        var ns = XmlName.Attribute(tokens.Token, colon < 0 ? "xmlns" : $"xmlns:{name[..colon]}");
        if (ns is null)
            return Array.Find(ByRoot, format => format.Root == root) ?? new RecordFormat(root, null, []);
        return Array.Find(Known, format => ns.StartsWith(format.Namespace!, StringComparison.OrdinalIgnoreCase)) is { } known ? known with { Namespace = ns } : new RecordFormat(root, ns, []);
    }
}
