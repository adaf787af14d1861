using Ocw.Nde.Mapping.Rml.Reading;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ocw.Nde.Mapping.Rml.Yarrrml;

/// <summary>Translates YARRRML (the text form of RML, in YAML) to the triples of RML; from there on both are the same.</summary>
internal sealed class YarrrmlTranslator
{
    private const string Maps = "urn:ocwnde:yarrrml#";

    private readonly YarrrmlGraph _graph;
    private readonly YarrrmlTerms _terms;
    private readonly YarrrmlSources _sources;
    private readonly YarrrmlNode _mappings;
    private readonly Dictionary<string, List<Iri>> _names = new(StringComparer.Ordinal);

    private YarrrmlTranslator(YarrrmlNode document, RdfGraph graph)
    {
        _graph = new YarrrmlGraph(graph);
        var names = new YarrrmlNames(document);
        _terms = new YarrrmlTerms(_graph, names, document);
        _sources = new YarrrmlSources(_graph, document);
        _mappings = document.Get("mappings", "mapping", "m") ?? throw document.Fault("«mappings» is missing: the triples maps, each under its name.");
        BaseIri = document.Get("base")?.Text;
    }

    private string? BaseIri { get; }

    /// <summary>The triples of a YARRRML document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its file, for faults.</param>
    /// <param name="baseIri">The base that it declares, if it does.</param>
    /// <exception cref="RmlException">It is not YARRRML; the message has the line.</exception>
    public static RdfGraph Translate(string text, string file, out string? baseIri)
    {
        var graph = new RdfGraph();
        var translator = new YarrrmlTranslator(Parse(text, file), graph);
        translator.Translate();
        baseIri = translator.BaseIri;
        return graph;
    }

    private static YarrrmlNode Parse(string text, string file)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] ? new YarrrmlNode(root, file) : throw new RmlException(file, 1, "one YAML document with keys and values is expected.");
        }
        catch (YamlException e)
        {
            throw new RmlException(file, e.Start.Line, $"not valid YAML: {e.Message}");
        }
    }

    private void Translate()
    {
        // 1. the names of all maps: mappings refer to each other
        var plan = _mappings.Entries.Select(m => (m.Key, Node: m.Value, Sources: SourcesOf(m.Value), Subjects: SubjectsOf(m.Value))).ToList();
        foreach (var (key, _, sources, subjects) in plan)
            _names[key] = [.. Enumerable.Range(0, sources.Count * subjects.Count).Select(i => new Iri(Maps + Uri.EscapeDataString(key) + (i == 0 ? "" : $"_{i}")))];

        // 2. one triples map for every source with every subject
        foreach (var (key, node, sources, subjects) in plan)
        {
            var number = 0;
            foreach (var source in sources)
            {
                foreach (var subject in subjects)
                    TranslateMap(_names[key][number++], node, source, subject);
            }
        }
    }

    private List<RdfTerm> SourcesOf(YarrrmlNode mapping)
    {
        var written = mapping.Get("sources", "source") ?? throw mapping.Fault("a mapping has no «sources».");
        // ['file.csv~csv', '$.items[*]'] may be a source by itself or a list of names.
        return written.IsList && written.Items.First() is { Text: { } first } && first.Contains('~', StringComparison.Ordinal)
            ? [_sources.Of(written)]
            : [.. written.Items.Select(_sources.Of)];
    }

    private static List<YarrrmlNode?> SubjectsOf(YarrrmlNode mapping) =>
        mapping.Get("subjects", "subject", "s") is { Text: not "" } subjects ? [.. subjects.Items.Select(s => (YarrrmlNode?)s)] : [null];

    private void TranslateMap(Iri map, YarrrmlNode mapping, RdfTerm source, YarrrmlNode? subject)
    {
        _graph.Add(map, RdfNs.Type, RmlNs.Of("TriplesMap"));
        _graph.Add(map, "logicalSource", source);
        var subjectMap = _terms.Subject(subject);
        _graph.Add(map, "subjectMap", subjectMap);
        if ((mapping.Get("condition", "conditions", "c") ?? subject?.Get("condition")) is { } condition)
            _graph.Add(subjectMap, "condition", _terms.Condition(condition));
        AddGraphs(subjectMap, mapping);
        foreach (var node in mapping.Get("predicateobjects", "predicateobject", "po")?.Items ?? [])
            TranslatePredicateObject(map, node);
    }

    private void AddGraphs(RdfTerm map, YarrrmlNode node)
    {
        foreach (var graph in node.Get("graphs", "graph", "g")?.Items ?? [])
            _graph.Add(map, "graphMap", _terms.Iri(graph));
    }

    // [predicate, object, datatype or language] in short, else with keys
    private void TranslatePredicateObject(Iri map, YarrrmlNode node)
    {
        var parts = node.IsList ? node.Items.ToList() : [];
        if (node.IsList && parts.Count is not (2 or 3))
            throw node.Fault("[predicate, object] or [predicate, object, datatype or language~lang] is expected.");
        var predicates = (node.IsList ? parts[0] : node.Get("predicates", "predicate", "p") ?? throw node.Fault("«predicates» is missing.")).Items.ToList();
        var objects = (node.IsList ? parts[1] : node.Get("objects", "object", "o") ?? throw node.Fault("«objects» is missing.")).Items.ToList();
        var target = _graph.Blank();
        _graph.Add(map, "predicateObjectMap", target);
        foreach (var predicate in predicates)
            _graph.Add(target, "predicateMap", _terms.Predicate(predicate));
        var isType = predicates.TrueForAll(p => p.Text is "a" or "rdf:type");
        var qualifier = parts.Count == 3 ? parts[2] : (YarrrmlNode?)null;
        // objects: [value, datatype] is one object, as in the short form
        if (!node.IsList && objects is [{ Text: { } only }, { Text: { } second }] && IsQualifier(only, second))
            (objects, qualifier) = ([objects[0]], objects[1]);
        foreach (var written in objects)
            TranslateObject(target, written, qualifier, isType, node);
        AddGraphs(target, node);
    }

    private static bool IsQualifier(string value, string second) =>
        second.EndsWith("~lang", StringComparison.Ordinal) || (second.StartsWith("xsd:", StringComparison.Ordinal) && !value.StartsWith("xsd:", StringComparison.Ordinal));

    private void TranslateObject(RdfTerm target, YarrrmlNode written, YarrrmlNode? qualifier, bool isType, YarrrmlNode around)
    {
        // a list inside the list of objects is [value, datatype or language]
        if (written.IsList)
        {
            var parts = written.Items.ToList();
            (written, qualifier) = (parts[0], parts.Count > 1 ? parts[1] : qualifier);
        }

        var condition = written.Get("condition", "conditions", "c") ?? around.Get("condition", "conditions", "c");
        if (written.Get("mapping", "mappings", "m") is not { } mapping)
        {
            var map = _terms.Object(written, qualifier, isType);
            if (condition is { } asked)
                _graph.Add(map, "condition", _terms.Condition(asked));
            _graph.Add(target, "objectMap", map);
            return;
        }

        var name = mapping.Text ?? throw mapping.Fault("the name of a mapping is expected.");
        foreach (var parent in _names.GetValueOrDefault(name) ?? throw mapping.Fault($"there is no mapping «{name}»."))
        {
            var reference = _graph.Blank();
            _graph.Add(target, "objectMap", reference);
            _graph.Add(reference, "parentTriplesMap", parent);
            foreach (var join in condition?.Items ?? [])
                _graph.Add(reference, "joinCondition", _terms.Join(join));
        }
    }
}
