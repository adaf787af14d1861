namespace Ocw.Nde.Harvest;

/// <summary>Files and web addresses: RDF dumps, CSV, JSON, JSON Lines and XML, packed or not.</summary>
/// <param name="Id">The short name of the source.</param>
/// <param name="Locations">
/// Paths (relative to <see cref="BaseDirectory"/>), patterns (<c>export/**/*.xml</c>), http(s) addresses, and members of zip archives
/// (<c>export.zip!*.xml</c>, also of an address, and one in another: <c>a.zip!b.zip!*.xml</c>). A zip without <c>!</c> means all of its members.
/// </param>
public sealed record FileSource(string Id, IReadOnlyList<string> Locations) : HarvestSource(Id)
{
    /// <summary>The folder that relative paths start from. Default the current folder.</summary>
    public string BaseDirectory { get; init; } = "";

    /// <summary>The format. Default <see cref="SourceFormat.Auto"/>: found out from the content, then the name, then the media type.</summary>
    public SourceFormat Format { get; init; } = SourceFormat.Auto;

    /// <summary>The character encoding (<c>utf-8</c>, <c>iso-8859-1</c>, <c>windows-1252</c>, <c>utf-16</c>…). <see langword="null"/>: found out from BOM, declaration and bytes.</summary>
    public string? Encoding { get; init; }

    /// <summary>Where the key of a record is. The first that gives a value is used; empty: found out (the first column; <c>@id</c>, <c>id</c>, <c>identifier</c>…).</summary>
    /// <remarks>
    /// CSV: a column name. JSON: a dotted path, <c>object.number</c> or <c>identifiers[0].value</c>.
    /// XML: a path of elements below the record with an attribute at the end if need be: <c>@priref</c>, <c>object_number</c>, <c>edm:ProvidedCHO/@rdf:about</c>.
    /// </remarks>
    public IReadOnlyList<string> KeyPaths { get; init; } = [];

    /// <summary>Where the date of change of a record is, in the same notation; used by <see cref="DuplicateRule.Newest"/>.</summary>
    public string? DatestampPath { get; init; }

    /// <summary>JSON: the dotted path of the array that holds the records (<c>@graph</c>, <c>items[*]</c>, <c>result.records</c>). <see langword="null"/>: found out.</summary>
    public string? RecordPath { get; init; }

    /// <summary>XML: the element that is a record, by local name or as <c>prefix:name</c> of the document. <see langword="null"/>: found out (the children of the root, or the element that Adlib and OAI use).</summary>
    public string? RecordElement { get; init; }

    /// <summary>XML: the element inside the record that is handed on in place of the whole record, for example <c>rdf:RDF</c> in a wrapper; keys are read from the whole record.</summary>
    public string? ContentElement { get; init; }

    /// <summary>CSV: how columns and values are written.</summary>
    public CsvDialect Csv { get; init; } = CsvDialect.Auto;

    /// <summary>Further headers for web addresses, such as Authorization.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string Protocol => "files";

    /// <inheritdoc/>
    public override IEnumerable<Uri> Addresses =>
        Locations.Select(location => Uri.TryCreate(location, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? new Uri(location) : null).OfType<Uri>();

    internal override DuplicateRule DefaultDuplicates => DuplicateRule.Last;

    internal override string Fingerprint => string.Join('\n', ["files", .. Locations]);
}

/// <summary>The format of a file.</summary>
public enum SourceFormat
{
    /// <summary>Found out.</summary>
    Auto,

    /// <summary>Separated values.</summary>
    Csv,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>XML with a record element.</summary>
    Xml,

    /// <summary>RDF in any syntax, handed on whole.</summary>
    Rdf,
}
