using Ocw.Nde.Html.Microdata;
using Ocw.Nde.Rdf.Graphs;

namespace Ocw.Nde.Html;

/// <summary>What is read of a page, and the ceilings.</summary>
public sealed record HtmlRdfOptions
{
    /// <summary>All three syntaxes, default ceilings.</summary>
    public static HtmlRdfOptions Default { get; } = new();

    /// <summary>Which syntaxes are read. Default all.</summary>
    public HtmlSyntaxes Syntaxes { get; init; } = HtmlSyntaxes.All;

    /// <summary>The largest page in bytes; a larger one is refused. Default 16 MiB.</summary>
    public int MaxBytes { get; init; } = 16 << 20;

    /// <summary>How many elements a page may have, those counted that the rules of HTML copy; the rest of the page is not read. Default 500,000.</summary>
    public int MaxElements { get; init; } = 500_000;

    /// <summary>How deep elements may nest; deeper ones are read as if they were empty. Default 512, as in browsers.</summary>
    public int MaxDepth { get; init; } = 512;

    /// <summary>How many attributes of an element are read. Default 1,000.</summary>
    public int MaxAttributes { get; init; } = 1000;

    /// <summary>How many statements of RDFa, and how many of microdata, are read. Default 1,000,000.</summary>
    public int MaxStatements { get; init; } = 1_000_000;

    /// <summary>How long the texts of a page's literals may be together, in characters, for each syntax: elements inside each other give their text twice. Default 64 Mi.</summary>
    public long MaxTextCharacters { get; init; } = 64 << 20;

    /// <summary>How many script elements with JSON-LD are read. Default 1,000.</summary>
    public int MaxScripts { get; init; } = 1000;

    /// <summary>Microdata: what is known of vocabularies. Default that of W3C.</summary>
    public MicrodataRegistry MicrodataRegistry { get; init; } = MicrodataRegistry.Default;

    /// <summary>RDFa: whether <c>role</c> makes statements (Role Attribute 1.0). Default false: on real pages it speaks of buttons and menus.</summary>
    public bool RdfaRoles { get; init; }

    /// <summary>RDFa: gives the vocabularies that a page names with <c>vocab</c>, for vocabulary expansion (RDFa Core 1.1 §10). Default none: nothing is expanded, and nothing is ever fetched.</summary>
    public Func<string, RdfGraph?>? RdfaVocabularies { get; init; }
}

/// <summary>The syntaxes that a page can hold statements in.</summary>
[Flags]
public enum HtmlSyntaxes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Script elements of type <c>application/ld+json</c>.</summary>
    JsonLd = 1,

    /// <summary>RDFa 1.1.</summary>
    Rdfa = 2,

    /// <summary>Microdata.</summary>
    Microdata = 4,

    /// <summary>All three.</summary>
    All = JsonLd | Rdfa | Microdata,
}
