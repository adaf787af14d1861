namespace Ocw.Nde.Rdf.Formats.JsonLd.Documents;

/// <summary>Finds the script elements of an HTML document; the parser of HTML stands elsewhere.</summary>
public interface IJsonLdScriptExtractor
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonLdException">It cannot be read: <see cref="JsonLdErrors.LoadingDocumentFailed"/>.</exception>
    HtmlScripts Extract(ReadOnlyMemory<byte> html);
}

/// <summary>What JSON-LD wants to know of an HTML document (JSON-LD 1.1 §7).</summary>
/// <param name="BaseHref">The <c>href</c> of its <c>base</c> element as written, if there is one.</param>
/// <param name="Scripts">Its script elements in order, those of other types too.</param>
public sealed record HtmlScripts(string? BaseHref, IReadOnlyList<HtmlScript> Scripts);

/// <summary>A script element.</summary>
/// <param name="Id">Its <c>id</c>.</param>
/// <param name="Type">Its <c>type</c> as written, with parameters.</param>
/// <param name="Text">Its text as the HTML parser gives it.</param>
public sealed record HtmlScript(string? Id, string? Type, string Text);
