using System.Globalization;

namespace Ocw.Nde.Rdf.Formats;

/// <summary>Something doubtful in a document that was read all the same.</summary>
/// <param name="Kind">What kind of doubt.</param>
/// <param name="Message">What stands there and what was made of it.</param>
/// <param name="Line">The line, from 1; 0 when unknown.</param>
/// <param name="Column">The column in characters, from 1; 0 when unknown.</param>
/// <param name="SourceName">The file or address, if the caller named it.</param>
public sealed record RdfNotice(RdfNoticeKind Kind, string Message, long Line, long Column, string? SourceName)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{SourceName ?? "input"}, line {Line}, column {Column}: {Message}")
        : $"{SourceName ?? "input"}: {Message}";
}

/// <summary>The kinds of <see cref="RdfNotice"/>.</summary>
public enum RdfNoticeKind
{
    /// <summary>Lenient reading only: a character that no IRI may hold was percent-encoded.</summary>
    IriRepaired,

    /// <summary>A <c>%</c> in an IRI that is not followed by two hexadecimal digits (RFC 3986 §2.1); kept as written.</summary>
    IriPercentEncoding,

    /// <summary>A square bracket outside an IP literal (RFC 3986 §3.2.2); kept as written.</summary>
    IriBracket,

    /// <summary>A bidirectional control character in an IRI (RFC 3987 §4.1 forbids them); kept as written.</summary>
    IriBidiControl,

    /// <summary>A port above 65535; kept as written.</summary>
    IriPort,

    /// <summary>An authority with more than one <c>@</c>, or a colon that belongs to no port; kept as written.</summary>
    IriAuthority,

    /// <summary>A character beyond ASCII that no IRI may hold (RFC 3987 §2.2): a control, a private one outside a query, or none at all; kept as written.</summary>
    IriCharacter,

    /// <summary>Lenient reading only: a language tag written with <c>_</c> was given <c>-</c>.</summary>
    LanguageTagRepaired,

    /// <summary>Lenient reading only: an <c>rdf:ID</c> is used twice in one RDF/XML document.</summary>
    DuplicateId,

    /// <summary>JSON-LD: a text that stands where an IRI must stand, and is none, was left out with the statement that has it.</summary>
    IriDropped,

    /// <summary>JSON-LD: a text whose language tag is none was left out.</summary>
    LanguageTagDropped,

    /// <summary>JSON-LD: a large document was held in memory whole, since its form does not let it be read node by node.</summary>
    HeldWhole,

    /// <summary>A member of a zip archive that is no RDF was passed over.</summary>
    MemberSkipped,

    /// <summary>Lenient reading only: bytes that are not UTF-8 were read in another encoding.</summary>
    EncodingRepaired,

    /// <summary>HTML: the page goes beyond a ceiling; what is beyond it was not read.</summary>
    PageCut,

    /// <summary>HTML: the page names an encoding that is not used, or its bytes do not fit the one that it names.</summary>
    EncodingDoubtful,

    /// <summary>XHTML that is not well-formed was read as HTML.</summary>
    XmlReadAsHtml,

    /// <summary>HTML: a script with JSON-LD has small faults, such as comments; it was read without them.</summary>
    ScriptRepaired,

    /// <summary>HTML: a script with JSON-LD cannot be read; the others of the page were.</summary>
    ScriptSetAside,

    /// <summary>RDFa: a term without vocabulary (<c>rdfa:UnresolvedTerm</c>); what is said with it is left out.</summary>
    RdfaUnresolvedTerm,

    /// <summary>RDFa: a name whose prefix is not declared (<c>rdfa:UnresolvedCURIE</c>).</summary>
    RdfaUnresolvedPrefix,

    /// <summary>RDFa: a page declares a prefix otherwise than RDFa knows it (<c>rdfa:PrefixRedefinition</c>); the page's declaration counts.</summary>
    RdfaPrefixRedefined,

    /// <summary>Microdata: an item is a property of itself; that property was left out.</summary>
    MicrodataLoop,
}
