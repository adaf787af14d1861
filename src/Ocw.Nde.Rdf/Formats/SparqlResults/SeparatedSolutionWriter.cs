using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>What CSV and TSV share: a header, a separator between columns, and nothing where a column is unbound.</summary>
internal abstract class SeparatedSolutionWriter(Utf8Output output, byte separator) : ISolutionWriter
{
    private int _columns;
    private int _written;

    protected Utf8Output Output => output;

    protected abstract ReadOnlySpan<byte> LineEnd { get; }

    public void Begin(IReadOnlyList<string> variables)
    {
        _columns = variables.Count;
        BeginRow();
        for (var i = 0; i < variables.Count; i++)
        {
            MoveTo(i);
            WriteName(variables[i]);
        }

        EndRow();
    }

    public void BeginRow() => _written = 0;

    public void Write(int column, in TermSpan term)
    {
        MoveTo(column);
        WriteTerm(term);
    }

    public void EndRow()
    {
        if (_columns > 0)
            MoveTo(_columns - 1);
        output.Write(LineEnd);
    }

    public void End() => output.Flush();

    public void Boolean(bool value)
    {
        output.Write(value ? "true"u8 : "false"u8);
        output.Write(LineEnd);
        output.Flush();
    }

    public void Flush() => output.Flush();

    protected abstract void WriteName(string variable);

    protected abstract void WriteTerm(in TermSpan term);

    private void MoveTo(int column)
    {
        for (; _written < column; _written++)
            output.Write(separator);
    }
}
