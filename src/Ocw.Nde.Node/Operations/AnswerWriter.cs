using System.Buffers;
using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Operations;

/// <summary>Writes an answer piece by piece, so that the caller can send what is there before the rest is computed. Terms go from the store to UTF-8 without objects.</summary>
internal sealed class AnswerWriter : IDisposable
{
    private const int RowsAtOnce = 512;

    private readonly SparqlResult _result;
    private readonly ISolutionWriter? _solutions;
    private readonly RdfWriter? _graph;
    private bool _begun;

    /// <summary>A writer of one answer; it does not dispose the result.</summary>
    public AnswerWriter(SparqlResult result, AnswerFormat format, IBufferWriter<byte> output, RdfVersion version = RdfVersion.Rdf11)
    {
        _result = result;
        if (result is TripleSequence)
            _graph = RdfFormats.CreateWriter(format.Graph!, output, new() { Version = version });
        else
            _solutions = format.Solutions!.CreateWriter(output);
    }

    /// <summary>Writes the next piece.</summary>
    /// <returns>Whether there is more.</returns>
    /// <exception cref="QueryLimitException">A limit was reached: what was written is not the whole answer.</exception>
    public bool WriteSome() => _result switch
    {
        BooleanResult boolean => Write(boolean),
        SolutionSequence solutions => Write(solutions),
        TripleSequence triples => Write(triples),
        _ => throw new InvalidOperationException($"A result of type {_result.GetType()} cannot be written."),
    };

    /// <inheritdoc/>
    public void Dispose() => (_graph as IDisposable)?.Dispose();

    private bool Write(BooleanResult result)
    {
        _solutions!.Boolean(result.Value);
        _solutions.Flush();
        return false;
    }

    private bool Write(SolutionSequence rows)
    {
        var writer = _solutions!;
        if (!_begun)
            writer.Begin(rows.Variables);
        _begun = true;
        var more = true;
        for (var i = 0; i < RowsAtOnce && (more = rows.MoveNext()); i++)
        {
            writer.BeginRow();
            for (var column = 0; column < rows.Variables.Count; column++)
            {
                if (rows.IsBound(column))
                    writer.Write(column, rows.Span(column));
            }

            writer.EndRow();
        }

        if (!more)
            writer.End();
        writer.Flush();
        return more;
    }

    private bool Write(TripleSequence triples)
    {
        var writer = _graph!;
        if (!_begun)
        {
            foreach (var (prefix, iri) in triples.Prefixes)
                writer.Prefix(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(iri));
        }

        _begun = true;
        if (triples.WriteSomeTo(writer))
            return true;
        writer.Complete();
        return false;
    }
}
