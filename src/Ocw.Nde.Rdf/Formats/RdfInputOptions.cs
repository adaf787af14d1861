using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Rdf.Formats;

/// <summary>How a file or body is read that may be packed and may hold several documents.</summary>
public sealed record RdfInputOptions
{
    /// <summary>Strict, with the ceilings of <see cref="UnpackLimits.Default"/>; the names say which syntax it is.</summary>
    public static RdfInputOptions Default { get; } = new();

    /// <summary>
    /// The syntax that was declared, by a media type or by a person. Default: what the name says under its endings of packings (<c>dump.ttl.xz</c>).
    /// A member of a zip archive whose own name says another syntax is read as that.
    /// </summary>
    public RdfFormat? Format { get; init; }

    /// <summary>The syntaxes that names are looked up in. Default <see cref="RdfFormats.All"/>.</summary>
    public IReadOnlyList<RdfFormat> Formats { get; init; } = RdfFormats.All;

    /// <summary>How each document is read. Labels of blank nodes are kept apart between the members of an archive.</summary>
    public RdfReaderOptions Reader { get; init; } = RdfReaderOptions.Default;

    /// <summary>
    /// Whether relative IRIs in a member of an archive are resolved against <c>BASE/path/of/member</c>, so that <c>&lt;&gt;</c> means another thing in each.
    /// Default true; false resolves them against the base itself.
    /// </summary>
    public bool MembersHaveOwnBase { get; init; } = true;

    /// <summary>The ceilings of unpacking.</summary>
    public UnpackLimits Unpack { get; init; } = UnpackLimits.Default;
}
