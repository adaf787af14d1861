using Microsoft.Data.Sqlite;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Tests.Differential;

/// <summary>Answers queries by SQLite, over the same ids in one table of quads: a second opinion that shares no code with the engine.</summary>
internal sealed class SqlOracle : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly ITermDictionary terms;
    private readonly Dictionary<RdfTerm, long> unknown = [];
    private readonly Dictionary<long, RdfTerm> unknownById = [];

    /// <param name="source">The data; its rows are copied.</param>
    internal SqlOracle(IQuadSource source)
    {
        terms = source.Terms;
        Named = [.. source.NamedGraphs.Select(graph => (long)graph.Id.Value)];
        connection.Open();
        Execute("CREATE TABLE quads (s INTEGER, p INTEGER, o INTEGER, g INTEGER)");
        foreach (var selector in (GraphSelector[])[GraphSelector.AnyNamed, GraphSelector.Named(TermId.Unbound)])
            Copy(source, selector);
    }

    /// <summary>The named graphs of the source.</summary>
    internal IReadOnlyList<long> Named { get; }

    /// <summary>The answer of a SELECT, as sorted lines.</summary>
    /// <exception cref="NotSupportedException">The query has a part that is not put into SQL.</exception>
    internal List<string> Answer(SparqlQuery query)
    {
        var translation = SqlTranslation.Of(query, this);
        using var command = connection.CreateCommand();
        command.CommandText = translation;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(string.Join(" | ", Enumerable.Range(1, query.Projection.Count).Select(column => reader.IsDBNull(column) ? "-" : TermOf(reader.GetInt64(column)).ToString())));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>The id of a term; one that no quad has gets an id that no quad has.</summary>
    internal long IdOf(RdfTerm term)
    {
        var id = terms.Find(term);
        if (id.IsBound)
            return (long)id.Value;
        if (!unknown.TryGetValue(term, out var made))
        {
            made = (long)TermId.Create(term is Iri ? TermTag.DictionaryIri : TermTag.DictionaryLiteral, (1UL << 58) + (ulong)unknown.Count).Value;
            unknown.Add(term, made);
            unknownById.Add(made, term);
        }

        return made;
    }

    public void Dispose() => connection.Dispose();

    private RdfTerm TermOf(long id) => unknownById.TryGetValue(id, out var term) ? term : terms.Get(new TermId((ulong)id));

    private void Copy(IQuadSource source, GraphSelector selector)
    {
        using var scan = source.Scan(new QuadPattern(default, default, default, selector), QuadOrder.Spo);
        var batch = new QuadBatch();
        for (int rows; (rows = scan.Next(batch)) > 0;)
        {
            for (var row = 0; row < rows; row++)
                Execute($"INSERT INTO quads VALUES ({(long)batch.Subjects[row]}, {(long)batch.Predicates[row]}, {(long)batch.Objects[row]}, {(long)batch.Graphs[row]})");
        }
    }

    private void Execute(FormattableString sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant(sql);
        command.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
