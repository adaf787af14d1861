using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Sparql.Syntax;

/// <summary>Reads SPARQL 1.1 Query and Update text into the algebra (<see href="https://www.w3.org/TR/sparql11-query/#sparqlGrammar">§19</see>, <see href="https://www.w3.org/TR/sparql11-query/#sparqlQuery">§18.2</see>).</summary>
public static class SparqlParser
{
    /// <summary>Parses a query and translates it to the algebra.</summary>
    /// <param name="text">The text of one query.</param>
    /// <param name="baseIri">The base for relative IRIs, absolute, until the query's own BASE; without one a relative IRI is an error.</param>
    /// <param name="options">The ceilings; <see cref="SparqlParserOptions.Default"/> when absent.</param>
    /// <exception cref="ArgumentException"><paramref name="baseIri"/> is relative.</exception>
    /// <exception cref="SparqlSyntaxException">The text is not a SPARQL 1.1 query; the message says line, column, what was expected and what was found.</exception>
    /// <exception cref="QueryLimitException">The text is longer or nested deeper than the options allow (<see cref="QueryLimit.Complexity"/>).</exception>
    public static SparqlQuery Parse(string text, string? baseIri = null, SparqlParserOptions? options = null) => Grammar(text, baseIri, options).QueryUnit();

    /// <summary>Parses an update request and translates its patterns to the algebra.</summary>
    /// <param name="text">The text of one request: operations with <c>;</c> between them, or none.</param>
    /// <param name="baseIri">The base for relative IRIs, as for a query.</param>
    /// <param name="options">The ceilings; <see cref="SparqlParserOptions.Default"/> when absent.</param>
    /// <inheritdoc cref="Parse" path="/exception"/>
    public static SparqlUpdate ParseUpdate(string text, string? baseIri = null, SparqlParserOptions? options = null) => Grammar(text, baseIri, options).UpdateUnit();

    private static SparqlGrammar Grammar(string text, string? baseIri, SparqlParserOptions? options)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (baseIri is not null && !IriResolver.IsAbsolute(baseIri))
            throw new ArgumentException($"The base <{baseIri}> is not an absolute IRI.", nameof(baseIri));
        return new SparqlGrammar(text, baseIri, options ?? SparqlParserOptions.Default);
    }
}
