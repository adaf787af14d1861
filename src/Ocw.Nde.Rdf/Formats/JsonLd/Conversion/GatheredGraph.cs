using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Conversion;

/// <summary>The nodes of one graph, and where each blank node is used, so that lists can be found.</summary>
/// <param name="uses">The one use of each blank node in any graph; null once there is a second.</param>
internal sealed class GatheredGraph(Dictionary<string, BlankUse?> uses)
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Nil = Rdf + "nil";
    private const string First = Rdf + "first";
    private const string Rest = Rdf + "rest";

    private readonly Dictionary<string, JsonMap> _nodes = new(StringComparer.Ordinal);
    private readonly List<BlankUse> _ends = [];

    /// <summary>The nodes that may be strings with a direction.</summary>
    internal HashSet<string> Compounds { get; } = new(StringComparer.Ordinal);

    internal JsonMap Node(string id)
    {
        if (!_nodes.TryGetValue(id, out var node))
            _nodes.Add(id, node = new JsonMap { { Keywords.Id, id } });
        return node;
    }

    internal void Used(string id, JsonMap node, string property, JsonMap value)
    {
        var use = new BlankUse(this, node, property, value);
        if (id == Nil)
            _ends.Add(use);
        else if (JsonLdIris.IsBlank(id))
            uses[id] = uses.ContainsKey(id) ? null : use;
    }

    // 6.3: from each rdf:nil back along rdf:rest as far as the cells say nothing else.
    internal void JoinLists()
    {
        foreach (var end in _ends)
        {
            var (_, node, property, head) = end;
            var items = new List<JsonItem>();
            var cells = new List<string>();
            while (property == Rest && IsCell(node) && UseOf(node.StringOf(Keywords.Id)!) is { } use)
            {
                items.Add(node[First]!.AsList()[0]);
                cells.Add(node.StringOf(Keywords.Id)!);
                (_, node, property, head) = use;
            }

            head.Remove(Keywords.Id);
            items.Reverse();
            head[Keywords.List] = new JsonList(items);
            foreach (var cell in cells)
                _nodes.Remove(cell);
        }
    }

    /// <summary>Nodes with <c>rdf:direction</c> that are used once become strings with a direction.</summary>
    internal void JoinCompoundLiterals()
    {
        foreach (var id in Compounds)
        {
            if (!JsonLdIris.IsBlank(id) || UseOf(id) is not { } use || Node(id)[Rdf + "value"] is null)
                continue;
            var node = Node(id);
            _nodes.Remove(id);
            use.Value.Remove(Keywords.Id);
            use.Value[Keywords.Value] = Text(node, "value")!;
            if (Text(node, "language") is { } language)
                use.Value[Keywords.Language] = IsTag(language) ? language : throw new JsonLdException(JsonLdErrors.InvalidLanguageTaggedString, "a language tag in rdf:language", Words.Of(language));
            use.Value[Keywords.Direction] = Text(node, "direction") is JsonString { Value: "ltr" or "rtl" } direction
                ? direction
                : throw new JsonLdException(JsonLdErrors.InvalidBaseDirection, "\"ltr\" or \"rtl\" in rdf:direction", Words.Of(Text(node, "direction")));
        }
    }

    internal JsonList Listed() => new(_nodes.Where(node => !Shapes.IsReference(node.Value)).OrderBy(node => node.Key, StringComparer.Ordinal).Select(node => node.Value));

    private static JsonItem? Text(JsonMap node, string local) => node[Rdf + local]?.AsList() is [JsonMap value, ..] ? value[Keywords.Value] : null;

    private static bool IsTag(JsonItem language) => language is JsonString text && Reading.LanguageTags.IsTag(System.Text.Encoding.UTF8.GetBytes(text.Value));

    // Only one rdf:first and one rdf:rest, and at most the type rdf:List.
    private static bool IsCell(JsonMap node) =>
        JsonLdIris.IsBlank(node.StringOf(Keywords.Id)!)
        && node[First] is JsonList { Count: 1 } && node[Rest] is JsonList { Count: 1 }
        && (node.Count == 3 || (node.Count == 4 && node[Keywords.Type] is JsonList { Count: 1 } types && types[0] is JsonString { Value: Rdf + "List" }));

    // Only a use in this graph counts, and only if there is none in another.
    private BlankUse? UseOf(string id) => uses.GetValueOrDefault(id) is { } use && ReferenceEquals(use.Graph, this) ? use : null;
}

/// <summary>Where a blank node is the value of a property.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Node">The node that has the property.</param>
/// <param name="Property">The property.</param>
/// <param name="Value">The reference, which may become a list or a string.</param>
internal sealed record BlankUse(GatheredGraph Graph, JsonMap Node, string Property, JsonMap Value);
