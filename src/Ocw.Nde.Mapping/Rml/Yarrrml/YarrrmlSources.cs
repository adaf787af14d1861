using Ocw.Nde.Mapping.Rml.Reading;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Yarrrml;

/// <summary>Makes logical sources: <c>['objects.csv~csv']</c>, <c>['objects.json~jsonpath', '$.items[*]']</c>, or the same with keys; by name or in place.</summary>
internal sealed class YarrrmlSources(YarrrmlGraph graph, YarrrmlNode document)
{
    private readonly Dictionary<string, RdfTerm> _named = new(StringComparer.Ordinal);

    /// <summary>A source by its name, or as it is written.</summary>
    public RdfTerm Of(YarrrmlNode node)
    {
        if (node.Text is not { } name || name.Contains('~', StringComparison.Ordinal))
            return Make(node);
        if (_named.TryGetValue(name, out var known))
            return known;
        var declared = document.Get("sources", "source")?.Get(name) ?? throw node.Fault($"there is no source «{name}» under «sources».");
        return _named[name] = Make(declared);
    }

    private BlankNode Make(YarrrmlNode node)
    {
        if (node.IsMap)
        {
            return Make(
                node,
                node.Required("access"),
                node.Get("referenceFormulation", "reference")?.Text ?? throw node.Fault("«referenceFormulation» is missing: csv, jsonpath or xpath."),
                node.Get("iterator")?.Text ?? node.Get("query")?.Text);
        }

        var parts = node.Items.ToList();
        var access = parts[0].Text ?? throw node.Fault("['file~formulation', 'iterator'] is expected.");
        var tilde = access.LastIndexOf('~');
        return tilde > 0
            ? Make(node, access[..tilde], access[(tilde + 1)..], parts.Count > 1 ? parts[1].Text : null)
            : throw node.Fault($"«{access}» does not say how it is referred to: {access}~csv, ~jsonpath or ~xpath.");
    }

    private BlankNode Make(YarrrmlNode node, string path, string formulation, string? iterator)
    {
        var source = graph.Blank("LogicalSource");
        var delimiter = node.Get("delimiter")?.Text ?? (formulation is "tsv" ? "\\t" : null);
        var access = graph.Blank();
        if (delimiter is not null)
        {
            var dialect = graph.Blank();
            graph.Add(access, new Iri(RmlNs.Csvw + "url"), new Literal(path));
            graph.Add(access, new Iri(RmlNs.Csvw + "dialect"), dialect);
            graph.Add(dialect, new Iri(RmlNs.Csvw + "delimiter"), new Literal(delimiter));
        }
        else
        {
            graph.Add(access, RdfNs.Type, RmlNs.Of("RelativePathSource"));
            graph.Add(access, "path", path);
        }

        if (node.Get("encoding")?.Text is { } encoding)
            graph.Add(access, "encoding", encoding);
        if (node.Get("compression")?.Text is { } compression)
            graph.Add(access, "compression", RmlNs.Of(compression));
        foreach (var none in node.Get("nulls", "null")?.Items ?? [])
            graph.Add(access, "null", none.Text ?? "");
        graph.Add(source, "source", access);
        graph.Add(source, "referenceFormulation", Formulation(node, formulation));
        if (iterator is not null)
            graph.Add(source, "iterator", iterator);
        return source;
    }

    private RdfTerm Formulation(YarrrmlNode node, string formulation)
    {
        var iri = formulation switch
        {
            "csv" or "tsv" => RmlNs.Of("CSV"),
            "jsonpath" or "json" => RmlNs.Of("JSONPath"),
            "xpath" or "xml" => RmlNs.Of("XPath"),
            "sparql" => new Iri(RmlNs.Formats + "SPARQL_Results_CSV"),
            _ => throw node.Fault($"the formulation «{formulation}» is not known; csv, tsv, jsonpath, xpath or sparql is expected."),
        };
        if (node.Get("namespaces") is not { } namespaces)
            return iri;
        var declared = graph.Blank("XPathReferenceFormulation");
        foreach (var (prefix, address) in namespaces.Entries)
        {
            var pair = graph.Blank();
            graph.Add(declared, "namespace", pair);
            graph.Add(pair, "namespacePrefix", prefix);
            graph.Add(pair, "namespaceURL", address.Text ?? "");
        }

        return declared;
    }
}
