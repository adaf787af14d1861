using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>The answer of a SELECT or ASK, whole in memory: for tests, and for answers that another endpoint gave.</summary>
public sealed class SparqlResults
{
    /// <summary>The answer of a SELECT.</summary>
    public SparqlResults(IReadOnlyList<string> variables, IReadOnlyList<IReadOnlyList<RdfTerm?>> rows)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(rows);
        Variables = variables;
        Rows = rows;
    }

    /// <summary>The answer of an ASK.</summary>
    public SparqlResults(bool boolean)
        : this([], []) => Boolean = boolean;

    /// <summary>The truth value of an ASK; <see langword="null"/> for a SELECT.</summary>
    public bool? Boolean { get; }

    /// <summary>The names of the variables, in order.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>The rows: one entry a variable, <see langword="null"/> where it is unbound.</summary>
    public IReadOnlyList<IReadOnlyList<RdfTerm?>> Rows { get; }

    /// <summary>Writes the answer.</summary>
    public void WriteTo(ISolutionWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Boolean is { } value)
        {
            writer.Boolean(value);
            return;
        }

        var bytes = new TermBytes();
        writer.Begin(Variables);
        foreach (var row in Rows)
        {
            writer.BeginRow();
            for (var column = 0; column < row.Count; column++)
            {
                if (row[column] is { } term)
                    writer.Write(column, bytes.Encode(term));
            }

            writer.EndRow();
        }

        writer.End();
    }
}
