using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Reading;

/// <summary>Reads logical targets (RML-IO §4).</summary>
internal sealed class TargetReader(GraphReader graph)
{
    /// <summary>A logical target.</summary>
    public LogicalTarget Read(RdfTerm node)
    {
        var file = graph.Required(node, "target", "the file to write");
        var path = graph.Text(file, "path")
            ?? graph.Text(file, new Iri("http://rdfs.org/ns/void#dataDump"), "void:dataDump")
            ?? graph.Text(file, new Iri(RmlNs.Dcat + "downloadURL"), "dcat:downloadURL")
            ?? throw graph.Document.Fault(node, "rml:target has no rml:path.");
        if (Uri.TryCreate(path, UriKind.Absolute, out var address) && address.IsFile)
            path = address.LocalPath;
        var serialization = graph.Text(node, "serialization") ?? RmlNs.Formats + "N-Quads";
        if (!serialization.StartsWith(RmlNs.Formats, StringComparison.Ordinal))
            throw graph.Document.Fault(node, $"rml:serialization {serialization} is not known; a term of {RmlNs.Formats} is expected, such as formats:N-Quads.");
        return new LogicalTarget(node, path, serialization[RmlNs.Formats.Length..], AccessReader.Encoding(graph.Text(node, "encoding")), AccessReader.Compression(node, graph));
    }
}
