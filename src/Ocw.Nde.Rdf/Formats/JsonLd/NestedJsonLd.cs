using System.Text;
using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>Writes a whole small dataset as compacted JSON-LD with nested blank nodes and lists; a document about one thing is one object.</summary>
internal sealed class NestedJsonLd
{
    private readonly Utf8Output _output;
    private readonly TermBytes _bytes = new();
    private readonly NestingPlan _plan;
    private RdfGraph _graph;

    private NestedJsonLd(Utf8Output output, RdfDataset dataset)
    {
        _output = output;
        _plan = new(dataset);
        _graph = dataset.DefaultGraph;
    }

    /// <summary>Whether every IRI of a dataset can be written under the context without being taken for a prefixed name.</summary>
    internal static bool CanWrite(RdfDataset dataset) =>
        !dataset.Any(q => IsConfusing(q.Subject) || IsConfusing(q.Predicate) || IsConfusing(q.Object) || (q.Graph is { } graph && IsConfusing(graph)));

    internal static void Write(Utf8Output output, RdfDataset dataset, byte[] context)
    {
        var writer = new NestedJsonLd(output, dataset);
        output.Write("{\"@context\":"u8);
        output.Write(context);
        var tops = writer.Tops();
        if (tops.Count == 1 && dataset.NamedGraphs.Values.All(g => g.Count == 0))
        {
            output.Write((byte)',');
            writer.WriteMembers(tops[0]);
        }
        else
        {
            output.Write(",\"@graph\":["u8);
            var first = true;
            writer.WriteNodes(tops, ref first);
            foreach (var (name, graph) in dataset.NamedGraphs.Where(g => g.Value.Count > 0))
                writer.WriteNamed(name, graph, ref first);
            output.Write("\n]"u8);
        }

        output.Write("}\n"u8);
    }

    private static bool IsConfusing(RdfTerm term) => term switch
    {
        Iri iri => ContextNames.IsConfusing(Encoding.UTF8.GetBytes(iri.Value)),
        Literal literal => ContextNames.IsConfusing(Encoding.UTF8.GetBytes(literal.Datatype.Value)),
        _ => false,
    };

    private List<RdfTerm> Tops() => [.. _graph.Select(t => t.Subject).Distinct().Where(s => !_plan.IsNested(s))];

    private void WriteNamed(RdfTerm name, RdfGraph graph, ref bool first)
    {
        _graph = graph;
        Separate(ref first);
        _output.Write("{\"@id\":"u8);
        JsonLdTerms.WriteId(_output, _bytes.Encode(name));
        _output.Write(",\"@graph\":["u8);
        var firstInGraph = true;
        WriteNodes(Tops(), ref firstInGraph);
        _output.Write("]}"u8);
    }

    private void WriteNodes(List<RdfTerm> nodes, ref bool first)
    {
        foreach (var node in nodes)
        {
            Separate(ref first);
            _output.Write((byte)'{');
            WriteMembers(node);
            _output.Write((byte)'}');
        }
    }

    private void WriteMembers(RdfTerm node)
    {
        var first = true;
        if (!_plan.IsNested(node) && !(node is BlankNode blank && _plan.IsUnreferenced(blank)))
        {
            _output.Write("\"@id\":"u8);
            JsonLdTerms.WriteId(_output, _bytes.Encode(node));
            first = false;
        }

        foreach (var property in _graph.Match(node).GroupBy(KeyOf, StringComparer.Ordinal).OrderBy(p => p.Key == "@type" ? 0 : 1))
        {
            if (!first)
                _output.Write((byte)',');
            first = false;
            JsonLdTerms.WriteKey(_output, Encoding.UTF8.GetBytes(property.Key), compact: true);
            _output.Write((byte)':');
            WriteValues([.. property.Select(t => t.Object)], property.Key == "@type");
        }
    }

    private static string KeyOf(Triple triple) =>
        triple.Predicate == RdfNs.Type && triple.Object is not Literal ? "@type" : ((Iri)triple.Predicate).Value;

    private void WriteValues(List<RdfTerm> values, bool types)
    {
        if (values.Count > 1)
            _output.Write((byte)'[');
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                _output.Write((byte)',');
            if (types)
                JsonLdTerms.WriteType(_output, _bytes.Encode(values[i]), compact: true);
            else
                WriteValue(values[i]);
        }

        if (values.Count > 1)
            _output.Write((byte)']');
    }

    private void WriteValue(RdfTerm value)
    {
        if (_plan.ListMembers(value, _graph) is { } members)
        {
            _output.Write("{\"@list\":["u8);
            for (var i = 0; i < members.Count; i++)
            {
                if (i > 0)
                    _output.Write((byte)',');
                WriteValue(members[i]);
            }

            _output.Write("]}"u8);
        }
        else if (_plan.IsNested(value))
        {
            _output.Write((byte)'{');
            WriteMembers(value);
            _output.Write((byte)'}');
        }
        else
        {
            JsonLdTerms.WriteValue(_output, _bytes.Encode(value), compact: true);
        }
    }

    private void Separate(ref bool first)
    {
        _output.Write(first ? "\n"u8 : ",\n"u8);
        first = false;
    }
}
