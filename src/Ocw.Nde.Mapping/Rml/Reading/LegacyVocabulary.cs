using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Reading;

/// <summary>Translates mappings in the first vocabulary (<c>http://semweb.mmlab.be/ns/rml#</c> with R2RML's terms and FNML's) to that of today.</summary>
internal static class LegacyVocabulary
{
    private const string Rr = "http://www.w3.org/ns/r2rml#";
    private const string Rml = "http://semweb.mmlab.be/ns/rml#";
    private const string Ql = "http://semweb.mmlab.be/ns/ql#";
    private const string Fnml = "http://semweb.mmlab.be/ns/fnml#";
    private const string Executes = "https://w3id.org/function/ontology#executes";

    private static readonly string[] Namespaces = [Rr, Rml, Ql, Fnml];

    /// <summary>Whether a mapping is written with it.</summary>
    public static bool IsUsedIn(RdfGraph graph) => graph.Any(t => Namespaces.Any(((Iri)t.Predicate).Value.StartsWith));

    /// <summary>The same mapping in the vocabulary of today.</summary>
    public static RdfGraph Translate(RdfGraph graph)
    {
        var translated = new RdfGraph();
        foreach (var triple in graph)
            translated.Add(Today(triple.Subject), Today(triple.Predicate), Today(triple.Object));
        foreach (var call in graph.Match(null, new Iri(Fnml + "functionValue")).ToList())
            TranslateCall(graph, call, translated);
        return translated;
    }

    // fnml:functionValue is a triples map whose predicates are the parameters, and whose fno:executes names the function.
    private static void TranslateCall(RdfGraph graph, Triple call, RdfGraph translated)
    {
        translated.Remove(new Triple(Today(call.Subject), RmlNs.Of("functionValue"), Today(call.Object)));
        var execution = new BlankNode($"call-{translated.Count}");
        translated.Add(Today(call.Subject), RmlNs.Of("functionExecution"), execution);
        foreach (var map in graph.Objects(call.Object, new Iri(Rr + "predicateObjectMap")))
        {
            var parameter = graph.Object(map, new Iri(Rr + "predicate")) ?? Constant(graph, graph.Object(map, new Iri(Rr + "predicateMap")));
            var value = graph.Object(map, new Iri(Rr + "objectMap"));
            var constant = graph.Object(map, new Iri(Rr + "object")) ?? Constant(graph, value);
            if (parameter == new Iri(Executes))
            {
                translated.Add(execution, RmlNs.Of("function"), constant ?? value ?? RdfNs.Nil);
                continue;
            }

            var input = new BlankNode($"input-{translated.Count}");
            translated.Add(execution, RmlNs.Of("input"), input);
            translated.Add(input, RmlNs.Of("parameter"), parameter ?? RdfNs.Nil);
            if (constant is not null)
                translated.Add(input, RmlNs.Of("inputValue"), constant);
            else if (value is not null)
                translated.Add(input, RmlNs.Of("inputValueMap"), value);
        }
    }

    private static RdfTerm? Constant(RdfGraph graph, RdfTerm? map) => map is null ? null : graph.Object(map, new Iri(Rr + "constant"));

    private static RdfTerm Today(RdfTerm term)
    {
        if (term is not Iri { Value: var iri } || Namespaces.FirstOrDefault(iri.StartsWith) is not { } old)
            return term;
        return RmlNs.Of(iri[old.Length..] switch { "column" => "reference", var name => name });
    }
}
