using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Html;

/// <summary>What was found in a page.</summary>
/// <param name="BaseIri">What its relative addresses were resolved against.</param>
/// <param name="Encoding">The encoding that it was read in, such as <c>utf-8</c>; <c>xml</c> where the XML says it itself.</param>
/// <param name="JsonLdStatements">How many statements its scripts hold.</param>
/// <param name="RdfaStatements">How many its RDFa.</param>
/// <param name="MicrodataStatements">How many its microdata.</param>
/// <param name="Scripts">Its JSON-LD scripts in order, those that could not be read too.</param>
/// <param name="Links">What it announces elsewhere.</param>
public sealed record HtmlRdfReport(
    string BaseIri,
    string Encoding,
    long JsonLdStatements,
    long RdfaStatements,
    long MicrodataStatements,
    IReadOnlyList<HtmlScriptOutcome> Scripts,
    IReadOnlyList<HtmlDataLink> Links)
{
    /// <summary>All statements.</summary>
    public long Statements => JsonLdStatements + RdfaStatements + MicrodataStatements;
}

/// <summary>What became of a JSON-LD script.</summary>
/// <param name="Number">Its number among the JSON-LD scripts of the page, from 1.</param>
/// <param name="Line">The line of its start tag, from 1.</param>
/// <param name="Repairs">What was repaired to read it; empty for a good one.</param>
/// <param name="Fault">Why it could not be read; <see langword="null"/> for one that was.</param>
public sealed record HtmlScriptOutcome(int Number, int Line, IReadOnlyList<string> Repairs, RdfSyntaxException? Fault);

/// <summary>A link that announces data about the page, from a <c>link</c> element or a Link header. It is the caller who follows it, if he wants to.</summary>
/// <param name="Target">The absolute address.</param>
/// <param name="Relations">The link types, in lower case, such as <c>alternate</c> or <c>describedby</c>.</param>
/// <param name="MediaType">The media type that is expected there, in lower case, if it is told.</param>
/// <param name="IsHeader">Whether it comes from a Link header.</param>
public sealed record HtmlDataLink(string Target, IReadOnlyList<string> Relations, string? MediaType, bool IsHeader);
