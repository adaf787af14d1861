using Ocw.Nde.Mapping.Rml.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Yarrrml;

/// <summary>Makes logical targets: <c>['out.nq~file', nquads, gzip]</c>, by name or in place.</summary>
internal sealed class YarrrmlTargets(YarrrmlGraph graph, YarrrmlNode document)
{
    private readonly Dictionary<string, RdfTerm> _named = new(StringComparer.Ordinal);

    /// <summary>Adds the targets that a term names.</summary>
    public void AddTo(RdfTerm map, YarrrmlNode node)
    {
        if (node.Get("targets", "target") is not { } targets)
            return;
        var isOne = targets.IsList && targets.Items.First().Text?.Contains('~', StringComparison.Ordinal) == true;
        foreach (var target in isOne ? [targets] : targets.Items)
            graph.Add(map, "logicalTarget", Of(target));
    }

    private RdfTerm Of(YarrrmlNode node)
    {
        if (node.Text is not { } name || name.Contains('~', StringComparison.Ordinal))
            return Make(node);
        if (_named.TryGetValue(name, out var known))
            return known;
        return _named[name] = Make(document.Get("targets", "target")?.Get(name) ?? throw node.Fault($"there is no target «{name}» under «targets»."));
    }

    private BlankNode Make(YarrrmlNode node)
    {
        var parts = node.IsMap ? [] : node.Items.ToList();
        var access = node.IsMap ? node.Required("access") : parts[0].Text ?? throw node.Fault("['file~file', serialization] is expected.");
        var serialization = (node.IsMap ? node.Get("serialization")?.Text : (parts.Count > 1 ? parts[1].Text : null)) ?? "nquads";
        var compression = node.IsMap ? node.Get("compression")?.Text : (parts.Count > 2 ? parts[2].Text : null);
        var target = graph.Blank("LogicalTarget");
        var file = graph.Blank("FilePath");
        graph.Add(target, "target", file);
        graph.Add(file, "path", access.Split('~')[0]);
        graph.Add(target, "serialization", new Iri(RmlNs.Formats + serialization switch
        {
            "nquads" => "N-Quads",
            "ntriples" => "N-Triples",
            "turtle" => "Turtle",
            "trig" => "TriG",
            "n3" => "N3",
            "jsonld" => "JSON-LD",
            "rdfxml" => "RDF_XML",
            "rdfjson" => "RDF_JSON",
            _ => throw node.Fault($"the serialization «{serialization}» is not known; nquads, ntriples, turtle, trig, n3, jsonld, rdfxml or rdfjson is expected."),
        }));
        if (compression is not null)
            graph.Add(target, "compression", RmlNs.Of(compression));
        return target;
    }
}
