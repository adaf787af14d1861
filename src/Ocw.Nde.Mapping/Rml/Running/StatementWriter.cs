using System.Buffers;
using System.Globalization;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Running;

/// <summary>Hands statements to the sinks that they belong to, each once.</summary>
/// <param name="state">Counts and ceilings.</param>
/// <param name="standard">The default target.</param>
/// <param name="targets">The logical targets, in order of their bits.</param>
internal sealed class StatementWriter(RunState state, IQuadSink standard, IReadOnlyList<IQuadSink> targets)
{
    private const int Standard = 64;

    private readonly DuplicateWindow _seen = new(state.Options.DuplicateWindow);
    private readonly ArrayBufferWriter<byte> _label = new();

    /// <summary>One statement.</summary>
    public void Write(in GeneratedTerm subject, in GeneratedTerm predicate, in GeneratedTerm @object, in GeneratedTerm graph, ulong to)
    {
        if (subject.IsPerGraph || @object.IsPerGraph)
        {
            Write(InGraph(subject, graph), predicate, InGraph(@object, graph), graph, to);
            return;
        }

        var s = subject.Span;
        var p = predicate.Span;
        var o = @object.Span;
        var g = graph.Span;
        if (to == 0)
        {
            if (_seen.IsNew(s, p, o, g, Standard))
            {
                state.Count();
                standard.Quad(s, p, o, g);
            }

            return;
        }

        for (var target = 0; target < targets.Count; target++)
        {
            if ((to & (1UL << target)) != 0 && _seen.IsNew(s, p, o, g, target))
            {
                state.Count();
                targets[target].Quad(s, p, o, g);
            }
        }
    }

    /// <summary>The head of a collection as it is called in a graph: a blank node is another one in every graph.</summary>
    public GeneratedTerm InGraph(in GeneratedTerm term, in GeneratedTerm graph)
    {
        if (!term.IsPerGraph || graph.Kind == TermKind.None)
            return term.IsPerGraph ? new GeneratedTerm(term.Kind, term.Value) : term;
        _label.ResetWrittenCount();
        _label.Write(term.Value.Span);
        _label.Write("_in_"u8);
        foreach (var b in graph.Value.Span)
            _label.Write(System.Text.Encoding.ASCII.GetBytes(b.ToString("X2", CultureInfo.InvariantCulture)));
        return new GeneratedTerm(term.Kind, state.Arena.Keep(_label.WrittenSpan));
    }
}
