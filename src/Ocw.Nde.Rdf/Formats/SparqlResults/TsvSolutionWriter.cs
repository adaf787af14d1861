using System.Text;
using Ocw.Nde.Rdf.Formats.Turtle;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>SPARQL 1.1 Query Results TSV: terms as in Turtle, numbers without quotes where that gives the same term back.</summary>
internal sealed class TsvSolutionWriter(Utf8Output output) : SeparatedSolutionWriter(output, (byte)'\t')
{
    protected override ReadOnlySpan<byte> LineEnd => "\n"u8;

    protected override void WriteName(string variable)
    {
        Output.Write((byte)'?');
        Output.Write(Encoding.UTF8.GetBytes(variable));
    }

    protected override void WriteTerm(in TermSpan term)
    {
        if (term.Kind == TermKind.Literal && TurtleShorthand.IsNumber(term.Value, term.Datatype))
            Output.Write(term.Value);
        else
            TermText.Write(Output, term, escapeTabs: true);
    }
}
