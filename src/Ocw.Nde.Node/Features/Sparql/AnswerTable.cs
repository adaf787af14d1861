using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>The beginning of an answer, for the page.</summary>
public sealed record AnswerTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<AnswerCell>> Rows, bool IsWhole)
{
    private const int MostRows = 500;

    /// <summary>Reads the first rows of a result.</summary>
    internal static AnswerTable Of(SparqlResult result, NodeIris iris)
    {
        switch (result)
        {
            case BooleanResult boolean:
                return new(["ASK"], [[new(boolean.Value ? "true" : "false", null, null)]], IsWhole: true);
            case SolutionSequence solutions:
                var rows = new List<IReadOnlyList<AnswerCell>>();
                var more = false;
                while (solutions.MoveNext() && !(more = rows.Count == MostRows))
                    rows.Add([.. Enumerable.Range(0, solutions.Variables.Count).Select(c => Cell(solutions[c], iris))]);
                return new(solutions.Variables, rows, !more);
            case TripleSequence triples:
                var sink = new FirstTriples(MostRows);
                triples.WriteTo(sink);
                return new(["subject", "predicate", "object"], [.. sink.Triples.Select(t => (IReadOnlyList<AnswerCell>)[Cell(t.Subject, iris), Cell(t.Predicate, iris), Cell(t.Object, iris)])], !sink.HasMore);
            default:
                throw new InvalidOperationException($"A result of type {result.GetType()} has no table.");
        }
    }

    private static AnswerCell Cell(RdfTerm? term, NodeIris iris) => term switch
    {
        null => new("", null, null),
        Iri iri => new(iri.Value, iris.LocalPath(iri.Value) ?? (iri.Value.StartsWith("http", StringComparison.Ordinal) ? iri.Value : null), null),
        Literal literal => new(literal.LexicalForm, null, literal.Language),
        _ => new(term.ToString()!, null, null),
    };

    private sealed class FirstTriples(int most) : IQuadSink
    {
        public List<Triple> Triples { get; } = [];

        public bool HasMore { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            if (Triples.Count < most)
                Triples.Add(new(Term(subject), Term(predicate), Term(@object)));
            else
                HasMore = true;
        }

        private static RdfTerm Term(in TermSpan span) => span.Kind switch
        {
            TermKind.Iri => new Iri(span.ToString()),
            TermKind.BlankNode => new BlankNode(span.ToString()),
            _ when !span.Language.IsEmpty => new Literal(span.ToString(), System.Text.Encoding.UTF8.GetString(span.Language)),
            _ when !span.Datatype.IsEmpty => new Literal(span.ToString(), new Iri(System.Text.Encoding.UTF8.GetString(span.Datatype))),
            _ => new Literal(span.ToString()),
        };
    }
}

/// <summary>A cell of the table.</summary>
public sealed record AnswerCell(string Text, string? Href, string? Language);
