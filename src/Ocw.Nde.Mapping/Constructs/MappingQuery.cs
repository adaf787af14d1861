using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Syntax;

namespace Ocw.Nde.Mapping.Constructs;

/// <summary>A stored CONSTRUCT query of a profile: read, parsed and analysed once.</summary>
internal sealed class MappingQuery
{
    // A record that needs more than this is set aside; the run goes on.
    private static readonly QueryLimits Limits = new() { Time = TimeSpan.FromSeconds(60), Memory = 256L << 20, Rows = 500_000 };

    private MappingQuery(string file, string text)
    {
        File = file;
        Text = text;
        Header = QueryHeader.Read(text);
        Query = SparqlParser.Parse(text);
        if (Query.Form != QueryForm.Construct)
            throw new FormatException("a mapping is a CONSTRUCT query");
        Fields = QueryFields.Of(Query);
        Prepared = PreparedQuery.Prepare(Query, EvaluationOptions.Default with { Limits = Limits });
    }

    /// <summary>The path of the file.</summary>
    public string File { get; }

    /// <summary>The query's text.</summary>
    public string Text { get; }

    /// <summary>The comment lines at its begin.</summary>
    public QueryHeader Header { get; }

    /// <summary>The query.</summary>
    public SparqlQuery Query { get; }

    /// <summary>The query, planned at its first record and run over every next one.</summary>
    public PreparedQuery Prepared { get; }

    /// <summary>What it reads and feeds.</summary>
    public QueryFields Fields { get; }

    /// <summary>Reads a query.</summary>
    /// <exception cref="FormatException">It is not a mapping; the message says why.</exception>
    public static MappingQuery Read(string file)
    {
        try
        {
            return new MappingQuery(file, System.IO.File.ReadAllText(file));
        }
        catch (SparqlSyntaxException e)
        {
            throw new FormatException($"not a SPARQL query: {e.Message}", e);
        }
    }
}
