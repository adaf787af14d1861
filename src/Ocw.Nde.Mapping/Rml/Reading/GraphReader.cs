using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Reading;

/// <summary>Asks a mapping for what hangs on a node, with faults that say what was expected.</summary>
internal sealed class GraphReader(MappingDocument document)
{
    public MappingDocument Document => document;

    /// <summary>Everything with a property of RML, in order.</summary>
    public List<RdfTerm> Objects(RdfTerm node, string property) => [.. document.Graph.Objects(node, RmlNs.Of(property))];

    /// <summary>The one value of a property, or <see langword="null"/>.</summary>
    public RdfTerm? Object(RdfTerm node, string property) => Object(node, RmlNs.Of(property), $"rml:{property}");

    /// <summary>The one value of a property of another vocabulary, or <see langword="null"/>.</summary>
    public RdfTerm? Object(RdfTerm node, Iri property, string name)
    {
        var values = document.Graph.Objects(node, property).ToList();
        if (values.Count <= 1)
            return values.FirstOrDefault();
        var fault = document.Fault(node, $"{name} stands more than once; one is expected.");
        // Mappings made with the tools of the first RML have several constants, and the tools took the first.
        if (!document.IsLegacy || name != "rml:constant")
            throw fault;
        document.Notices.Add($"{fault.Message} {values[0]} is taken.");
        return values[0];
    }

    /// <summary>The one value of a property that must be there.</summary>
    public RdfTerm Required(RdfTerm node, string property, string meaning) =>
        Object(node, property) ?? throw document.Fault(node, $"rml:{property} is missing: {meaning}.");

    /// <summary>A text or IRI as text, or <see langword="null"/>.</summary>
    public string? Text(RdfTerm node, string property) => TextOf(Object(node, property), node, $"rml:{property}");

    /// <summary>A text or IRI of another vocabulary as text, or <see langword="null"/>.</summary>
    public string? Text(RdfTerm node, Iri property, string name) => TextOf(Object(node, property, name), node, name);

    /// <summary>A boolean, or <see langword="null"/>.</summary>
    public bool? Flag(RdfTerm node, Iri property, string name) => Text(node, property, name) switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        var other => throw document.Fault(node, $"{name} is «{other}»; true or false is expected.", other),
    };

    private string? TextOf(RdfTerm? value, RdfTerm node, string name) => value switch
    {
        null => null,
        Literal literal => literal.LexicalForm,
        Iri iri => iri.Value,
        _ => throw document.Fault(node, $"{name} is a blank node; a text is expected."),
    };
}
