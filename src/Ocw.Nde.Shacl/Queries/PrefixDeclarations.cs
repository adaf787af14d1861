using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>The prefixes that a query of a shapes graph may use: <c>sh:prefixes/owl:imports*/sh:declare</c> (SHACL §5.2.1).</summary>
internal static class PrefixDeclarations
{
    /// <summary>The declarations as a SPARQL prologue on one line, so that the lines of the query keep their numbers.</summary>
    /// <param name="triples">The shapes graph.</param>
    /// <param name="owner">The node that has <c>sh:prefixes</c>.</param>
    /// <param name="fault">What is wrong, where two declarations disagree.</param>
    internal static string Read(ShapeTriples triples, RdfTerm owner, out LocalizedText? fault)
    {
        fault = null;
        var namespaces = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var declaration in Declarations(triples, owner))
        {
            if (triples.Objects(declaration, ShaclNs.Prefix) is not [Literal prefix] || triples.Objects(declaration, ShaclNs.NamespaceOf) is not [var name] || Text(name) is not { } iri)
            {
                fault = new(
                    "Een sh:declare heeft niet precies één sh:prefix en één sh:namespace.",
                    "An sh:declare does not have exactly one sh:prefix and one sh:namespace.");
            }
            else if (!namespaces.TryAdd(prefix.LexicalForm, iri) && !string.Equals(namespaces[prefix.LexicalForm], iri, StringComparison.Ordinal))
            {
                fault = new(
                    $"De prefix {prefix.LexicalForm}: staat voor {namespaces[prefix.LexicalForm]} en voor {iri}.",
                    $"The prefix {prefix.LexicalForm}: stands for {namespaces[prefix.LexicalForm]} and for {iri}.");
            }
        }

        var prologue = new StringBuilder();
        foreach (var (prefix, iri) in namespaces)
            prologue.Append(CultureInfo.InvariantCulture, $"PREFIX {prefix}: <{iri}> ");
        return prologue.ToString();
    }

    private static IEnumerable<RdfTerm> Declarations(ShapeTriples triples, RdfTerm owner)
    {
        var seen = new HashSet<RdfTerm>();
        var open = new Queue<RdfTerm>(triples.Objects(owner, ShaclNs.Prefixes));
        while (open.TryDequeue(out var ontology))
        {
            if (!seen.Add(ontology))
                continue;
            foreach (var import in triples.Objects(ontology, OwlNs.Imports.Value))
                open.Enqueue(import);
            foreach (var declaration in triples.Objects(ontology, ShaclNs.Declare))
                yield return declaration;
        }
    }

    // xsd:anyURI by the specification; an IRI is what people write instead, and means nothing else.
    private static string? Text(RdfTerm term) => term switch
    {
        Literal literal => literal.LexicalForm,
        Iri iri => iri.Value,
        _ => null,
    };
}
