using System.Text;
using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Rml.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Yarrrml;

/// <summary>Makes term maps of values: <c>$(name)</c> refers to the record, text around it makes a template, text alone a constant.</summary>
internal sealed partial class YarrrmlTerms(YarrrmlGraph graph, YarrrmlNames names, YarrrmlNode document)
{
    private const string Equal = "https://w3id.org/imec/idlab/function#equal";
    private const string First = "http://users.ugent.be/~bjdmeest/function/grel.ttl#valueParam";

    private readonly YarrrmlTargets _targets = new(graph, document);

    private readonly Dictionary<string, string> _external = (document.Get("external")?.Entries ?? []).ToDictionary(e => e.Key, e => e.Value.Text ?? "", StringComparer.Ordinal);

    /// <summary>The map of a subject; none is a blank node for each record.</summary>
    public RdfTerm Subject(YarrrmlNode? subject)
    {
        if (subject is not { } node)
        {
            var blank = graph.Blank();
            graph.Add(blank, "termType", RmlNs.Of("BlankNode"));
            return blank;
        }

        return Iri(node);
    }

    /// <summary>A map that makes IRIs: of a subject or graph.</summary>
    public RdfTerm Iri(YarrrmlNode node)
    {
        var map = graph.Blank();
        _targets.AddTo(map, node);
        if (node.IsMap && node.Get("function", "fn", "f") is not null)
        {
            Function(map, node);
            return map;
        }

        var text = (node.IsMap ? node.Required("value", "v") : node.Text) ?? throw node.Fault("a text is expected.");
        if (node.Get("type")?.Text is "blank")
            graph.Add(map, "termType", RmlNs.Of("BlankNode"));
        Expression(map, text, node, isIri: true);
        return map;
    }

    /// <summary>The map of a predicate; <c>a</c> is rdf:type.</summary>
    public RdfTerm Predicate(YarrrmlNode node)
    {
        if (node.Text == "a")
        {
            var map = graph.Blank();
            graph.Add(map, "constant", Rdf.Namespaces.RdfNs.Type);
            return map;
        }

        return Iri(node);
    }

    /// <summary>The map of an object: <c>~iri</c> behind a text, a type or a class make it an IRI; else it is a literal.</summary>
    public RdfTerm Object(YarrrmlNode node, YarrrmlNode? qualifier, bool isClass)
    {
        var map = graph.Blank();
        _targets.AddTo(map, node);
        var type = node.Get("type", "t")?.Text;
        if (node.IsMap && node.Get("function", "fn", "f") is not null)
        {
            Function(map, node);
            AddType(map, type ?? (isClass ? "iri" : null), node);
        }
        else
        {
            var text = (node.IsMap ? node.Required("value", "v") : node.Text) ?? throw node.Fault("a text is expected.");
            var isIri = isClass || type is "iri" || text.EndsWith("~iri", StringComparison.Ordinal);
            text = text.EndsWith("~iri", StringComparison.Ordinal) ? text[..^4] : text;
            if (type is "blank")
                graph.Add(map, "termType", RmlNs.Of("BlankNode"));
            else if (text.Contains("$(", StringComparison.Ordinal))
                graph.Add(map, "termType", RmlNs.Of(isIri ? "IRI" : "Literal"));
            Expression(map, text, node, isIri);
        }

        Qualify(map, node.Get("datatype", "dt") ?? qualifier, node.Get("language", "lang"));
        return map;
    }

    /// <summary>A condition: an expression that gives true.</summary>
    public RdfTerm Condition(YarrrmlNode node)
    {
        var map = graph.Blank();
        Function(map, node);
        return map;
    }

    /// <summary>A join: <c>equal</c> of a value of the child (str1) and one of the parent (str2).</summary>
    public RdfTerm Join(YarrrmlNode node)
    {
        if (names.Expand(node.Required("function", "fn", "f")) is not ("equal" or Equal))
            throw node.Fault("mappings are joined by the function equal.");
        var (child, parent) = ((YarrrmlNode?)null, (YarrrmlNode?)null);
        foreach (var (name, value, side, _) in Parameters(node))
        {
            if (side is "o" || (side is null && name.EndsWith('2')))
                parent = value;
            else
                child = value;
        }

        if (child is not { } c || parent is not { } p)
            throw node.Fault("equal needs two parameters: str1, a value of this mapping, and str2, one of the other.");
        var join = graph.Blank();
        graph.Add(join, "childMap", Value(c));
        graph.Add(join, "parentMap", Value(p));
        return join;
    }

    private RdfTerm Value(YarrrmlNode node)
    {
        var map = graph.Blank();
        if (node.IsMap && node.Get("function", "fn", "f") is not null)
            Function(map, node);
        else
            Expression(map, (node.IsMap ? node.Required("value", "v") : node.Text) ?? throw node.Fault("a text is expected."), node, isIri: false);
        return map;
    }

    private void AddType(RdfTerm map, string? type, YarrrmlNode node)
    {
        if (type is not null)
            graph.Add(map, "termType", RmlNs.Of(type switch { "iri" => "IRI", "literal" => "Literal", "blank" => "BlankNode", _ => throw node.Fault($"the type «{type}» is not known; iri, literal or blank is expected.") }));
    }

    private void Qualify(RdfTerm map, YarrrmlNode? datatype, YarrrmlNode? language)
    {
        if (datatype is { Text: { } text } && text.EndsWith("~lang", StringComparison.Ordinal))
        {
            var tag = graph.Blank();
            graph.Add(map, "languageMap", tag);
            Expression(tag, text[..^5], datatype.Value, isIri: false);
        }
        else if (datatype is { } written)
        {
            graph.Add(map, "datatypeMap", Iri(written));
        }

        if (language is { Text: { } words } node)
        {
            var tag = graph.Blank();
            graph.Add(map, "languageMap", tag);
            Expression(tag, words, node, isIri: false);
        }
    }

    // $(x) alone is a reference, with text around it a template, and text alone a constant.
    private void Expression(RdfTerm map, string text, YarrrmlNode node, bool isIri)
    {
        text = External().Replace(text, m => _external.GetValueOrDefault(m.Groups["name"].Value) ?? m.Value);
        var references = References().Matches(text);
        if (references.Count == 0)
            graph.Add(map, "constant", isIri ? new Iri(names.Iri(text, node)) : new Literal(Unescaped(text)));
        else if (references is [{ Length: var length } only] && length == text.Length)
            graph.Add(map, "reference", Unescaped(only.Groups["path"].Value));
        else
            graph.Add(map, "template", Template(isIri ? names.Expand(text) : text));
    }

    private static string Template(string text)
    {
        var template = new StringBuilder();
        var at = 0;
        foreach (Match reference in References().Matches(text))
        {
            template.Append(Escaped(Unescaped(text[at..reference.Index]))).Append('{').Append(Escaped(Unescaped(reference.Groups["path"].Value))).Append('}');
            at = reference.Index + reference.Length;
        }

        return template.Append(Escaped(Unescaped(text[at..]))).ToString();
    }

    // In templates of RML braces and backslashes are written with a backslash; in YARRRML parentheses are.
    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("{", "\\{", StringComparison.Ordinal).Replace("}", "\\}", StringComparison.Ordinal);

    private static string Unescaped(string text) =>
        text.Replace("\\(", "(", StringComparison.Ordinal).Replace("\\)", ")", StringComparison.Ordinal);

    private void Function(RdfTerm map, YarrrmlNode node)
    {
        var written = node.Required("function", "fn", "f");
        var call = Call().Match(written);
        var name = call.Success ? call.Groups["name"].Value : written;
        var execution = graph.Blank();
        graph.Add(map, "functionExecution", execution);
        graph.Add(execution, "function", new Iri(name == "equal" ? Equal : name == "notEqual" ? Equal.Replace("equal", "notEqual", StringComparison.Ordinal) : names.Iri(name, node)));
        if (call.Success)
        {
            foreach (var parameter in call.Groups["inputs"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = parameter.Split('=', 2, StringSplitOptions.TrimEntries);
                if (parts.Length != 2)
                    throw node.Fault($"«{parameter}» is not a parameter; name = value is expected.");
                var value = graph.Blank();
                Expression(value, parts[1].Trim('"'), node, isIri: false);
                AddInput(execution, parts[0], value, node);
            }
        }

        foreach (var (parameter, value, _, at) in Parameters(node))
            AddInput(execution, parameter, Value(value), at);
    }

    private void AddInput(RdfTerm execution, string parameter, RdfTerm value, YarrrmlNode node)
    {
        var input = graph.Blank();
        graph.Add(execution, "input", input);
        graph.Add(input, "parameter", new Iri(parameter switch { "str1" => First, "str2" => First + "2", _ => names.Iri(parameter, node) }));
        graph.Add(input, "inputValueMap", value);
    }

    private static IEnumerable<(string Name, YarrrmlNode Value, string? Side, YarrrmlNode At)> Parameters(YarrrmlNode node)
    {
        foreach (var parameter in node.Get("parameters", "pms")?.Items ?? [])
        {
            if (parameter.IsMap)
            {
                yield return (parameter.Required("parameter", "pm"), parameter.Get("value", "v") ?? throw parameter.Fault("«value» is missing."), parameter.Get("from")?.Text?[..1], parameter);
                continue;
            }

            var parts = parameter.Items.ToList();
            if (parts.Count is not (2 or 3) || parts[0].Text is not { } name)
                throw parameter.Fault("[parameter, value] is expected.");
            yield return (name, parts[1], parts.Count == 3 ? parts[2].Text : null, parameter);
        }
    }

    [GeneratedRegex(@"\$\((?<path>(?:\\[()]|[^()\\]|\\(?![()])|\((?:[^()]*)\))+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex References();

    [GeneratedRegex(@"\$\(_(?<name>[\w-]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex External();

    // ex:toUpper(input = $(name))
    [GeneratedRegex(@"^(?<name>[^($]+)\((?<inputs>.*)\)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Call();
}
