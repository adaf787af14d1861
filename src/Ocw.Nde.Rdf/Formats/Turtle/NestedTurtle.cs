using System.Text;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Turtle;

/// <summary>Writes a whole small dataset as Turtle or TriG, with nested blank nodes and lists.</summary>
internal sealed class NestedTurtle
{
    private readonly Utf8Output _output;
    private readonly TurtleTerms _terms;
    private readonly TermBytes _bytes = new();
    private readonly NestingPlan _plan;
    private RdfGraph _graph;

    private NestedTurtle(Utf8Output output, RdfDataset dataset)
    {
        _output = output;
        _terms = new(output);
        _plan = new(dataset);
        _graph = dataset.DefaultGraph;
    }

    internal static void Write(Utf8Output output, RdfDataset dataset, IReadOnlyDictionary<string, string> prefixes)
    {
        var writer = new NestedTurtle(output, dataset);
        foreach (var (prefix, iri) in prefixes)
            writer._terms.Declare(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(iri));
        writer.WriteGraph(0);
        foreach (var (name, graph) in dataset.NamedGraphs)
            writer.WriteNamed(name, graph);
    }

    private void WriteNamed(RdfTerm name, RdfGraph graph)
    {
        if (graph.Count == 0)
            return;
        _graph = graph;
        _output.Write((byte)'\n');
        _terms.Write(_bytes.Encode(name));
        _output.Write(" {"u8);
        WriteGraph(2);
        _output.Write("}\n"u8);
    }

    private void WriteGraph(int indent)
    {
        foreach (var subject in _graph.Select(t => t.Subject).Distinct())
        {
            if (_plan.IsNested(subject))
                continue;
            NewLine(0);
            Spaces(indent);
            if (subject is BlankNode node && _plan.IsUnreferenced(node))
                _output.Write("[]"u8);
            else
                _terms.Write(_bytes.Encode(subject));
            _output.Write((byte)' ');
            WriteProperties(subject, indent + 4);
            _output.Write(" .\n"u8);
        }
    }

    private void WriteProperties(RdfTerm subject, int indent)
    {
        var first = true;
        foreach (var property in _graph.Match(subject).GroupBy(t => t.Predicate).OrderBy(p => p.Key == RdfNs.Type ? 0 : 1))
        {
            if (!first)
            {
                _output.Write(" ;"u8);
                NewLine(indent);
            }

            first = false;
            _terms.WriteVerb(_bytes.Encode(property.Key));
            var separator = " "u8;
            foreach (var triple in property)
            {
                _output.Write(separator);
                WriteObject(triple.Object, indent);
                separator = " , "u8;
            }
        }
    }

    private void WriteObject(RdfTerm term, int indent)
    {
        if (_plan.ListMembers(term, _graph) is { } members)
        {
            _output.Write((byte)'(');
            foreach (var member in members)
            {
                _output.Write((byte)' ');
                WriteObject(member, indent);
            }

            _output.Write(" )"u8);
        }
        else if (!_plan.IsNested(term))
        {
            _terms.Write(_bytes.Encode(term));
        }
        else if (!_graph.Match(term).Any())
        {
            _output.Write("[]"u8);
        }
        else
        {
            _output.Write((byte)'[');
            NewLine(indent + 4);
            WriteProperties(term, indent + 4);
            NewLine(indent);
            _output.Write((byte)']');
        }
    }

    private void NewLine(int indent)
    {
        _output.Write((byte)'\n');
        Spaces(indent);
    }

    private void Spaces(int count)
    {
        for (var i = 0; i < count; i++)
            _output.Write((byte)' ');
    }
}
