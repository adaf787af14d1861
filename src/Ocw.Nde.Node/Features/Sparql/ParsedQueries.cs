using System.Collections.Concurrent;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>The parses of the queries that came last, so that what is asked again and again is not read again. Answers are not kept.</summary>
internal sealed class ParsedQueries(string baseIri)
{
    private const int Most = 512;
    private const int LongestKept = 16 << 10;

    private volatile ConcurrentDictionary<string, ParsedQuery> _young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, ParsedQuery> _old = new(StringComparer.Ordinal);

    /// <summary>The parse of a query within the ceilings of a client.</summary>
    /// <exception cref="SparqlSyntaxException">The text is not SPARQL 1.1.</exception>
    /// <exception cref="QueryLimitException">It is too long or nested too deep.</exception>
    public ParsedQuery Get(string text, SparqlParserOptions ceilings)
    {
        // What is kept was within the default ceilings, whoever sent it first; classes of clients with others have their texts read each time.
        if (text.Length > Math.Min(LongestKept, ceilings.MaximumLength) || ceilings.MaximumDepth != SparqlParserOptions.Default.MaximumDepth)
            return Read(text, ceilings);
        if (_young.TryGetValue(text, out var known))
            return known;
        if (!_old.TryGetValue(text, out var parsed))
            parsed = Read(text, ceilings);
        Keep(text, parsed);
        return parsed;
    }

    private ParsedQuery Read(string text, SparqlParserOptions ceilings) => new(text, SparqlParser.Parse(text, baseIri, ceilings));

    // Two generations: what was not asked while the young one filled up goes with the old one.
    private void Keep(string text, ParsedQuery parsed)
    {
        var young = _young;
        young.TryAdd(text, parsed);
        if (young.Count < Most)
            return;
        _old = young;
        _young = new(StringComparer.Ordinal);
    }
}
