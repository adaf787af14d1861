namespace Ocw.Nde.Sparql.Syntax;

/// <summary>The ceilings of <see cref="SparqlParser"/>: what a text may cost before it is evaluated.</summary>
public sealed record SparqlParserOptions
{
    /// <summary>256 Ki characters, 200 levels of nesting, algebra trees of 500 levels.</summary>
    public static SparqlParserOptions Default { get; } = new();

    /// <summary>Which version of SPARQL is read. Default 1.1: what 1.2 adds is then an error that says how to switch it on.</summary>
    public Rdf.Terms.RdfVersion Version { get; init; }

    /// <summary>The longest text, in UTF-16 characters. Default 262,144.</summary>
    public int MaximumLength { get; init; } = 256 * 1024;

    /// <summary>How deep groups, brackets, operators, paths and collections may be nested in the text. Default 200.</summary>
    public int MaximumDepth { get; init; } = 200;

    /// <summary>
    /// How high the algebra may grow; chains that cannot be balanced (OPTIONAL after OPTIONAL, BIND after BIND, 1+1+1+…) grow it by one each. Default 500.
    /// </summary>
    public int MaximumTreeHeight { get; init; } = 500;
}
