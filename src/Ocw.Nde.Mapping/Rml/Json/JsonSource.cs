using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Mapping.Rml.Running;

namespace Ocw.Nde.Mapping.Rml.Json;

/// <summary>A JSON document, or several one after another (JSON Lines): the iterator's values are the records.</summary>
/// <remarks>
/// What the iterator says with names, <c>*</c>, numbers and one filter is followed in the stream, so that only one record is in memory. From its
/// first other step on (a slice, <c>..</c>) it is followed in what was found up to there.
/// </remarks>
internal sealed class JsonSource : RecordSource
{
    /// <summary>How deep values may nest.</summary>
    public const int MaxDepth = 128;

    private readonly string _name;
    private readonly Func<CancellationToken, Stream> _open;
    private readonly bool _natural;
    private readonly RmlOptions _options;
    private readonly IReadOnlyList<Segment> _streamed;
    private readonly JsonPath? _inside;
    private readonly FilterTest? _filter;

    public JsonSource(string name, Func<CancellationToken, Stream> open, string? iterator, bool natural, RmlOptions options)
    {
        _name = name;
        _open = open;
        _natural = natural;
        _options = options;
        var path = Parse(iterator ?? "$", options);
        var streamed = path.Segments.TakeWhile(CanStream).ToList();
        // Filters that look at the whole document need all of it.
        if (path.Segments.Skip(streamed.Count).SelectMany(s => s.Selectors).OfType<FilterSelector>().Any(f => f.Test.UsesRoot))
            streamed.Clear();
        else if (path.Segments.ElementAtOrDefault(streamed.Count) is { IsDescendant: false, Selectors: [FilterSelector filter] })
            (_filter, streamed) = (filter.Test, [.. streamed, new Segment([new WildcardSelector()], IsDescendant: false)]);
        _streamed = streamed;
        _inside = streamed.Count == path.Segments.Count ? null : new JsonPath { Text = path.Text, Segments = [.. path.Segments.Skip(streamed.Count)] };
    }

    public override string Name => _name;

    public override Query Compile(string reference) => Parse(reference, _options);

    /// <summary>Reads a JSONPath.</summary>
    /// <exception cref="RmlException">It is not one.</exception>
    public static JsonPath Parse(string path, RmlOptions options)
    {
        try
        {
            return JsonPathParser.Parse(path, options.RegexTimeout);
        }
        catch (FormatException e)
        {
            throw new RmlException(e.Message, e);
        }
    }

    public override void Read(Action<RecordNode> record, Action<string> fault, CancellationToken cancellation)
    {
        using var stream = _open(cancellation);
        var ceiling = _inside is null ? _options.MaxRecordBytes : _options.MaxDocumentBytes;
        var scanner = new JsonScanner(stream, _name, ceiling, MaxDepth);
        var tree = new JsonTree();
        var walk = new Walk(this, scanner, tree, new JsonRecord(tree, _name, _natural), record, fault, cancellation);
        while (scanner.Read())
            walk.Value(0);
    }

    private static bool CanStream(Segment segment) => segment is { IsDescendant: false, Selectors: [NameSelector or WildcardSelector or IndexSelector { Index: >= 0 }] };

    private sealed class Walk(JsonSource source, JsonScanner scanner, JsonTree tree, JsonRecord node, Action<RecordNode> record, Action<string> fault, CancellationToken cancellation)
    {
        private readonly List<int> _found = [];
        private long _count;

        // The first token of the value has been read; when this returns, so has its last.
        public void Value(int step)
        {
            if (step == source._streamed.Count)
                Capture();
            else if (scanner.Token is JsonTokenType.StartObject)
                Members(step, source._streamed[step].Selectors[0]);
            else if (scanner.Token is JsonTokenType.StartArray)
                Elements(step, source._streamed[step].Selectors[0]);
        }

        private void Members(int step, Selector selector)
        {
            while (Next() && scanner.Token != JsonTokenType.EndObject)
            {
                var isWanted = selector is WildcardSelector || (selector is NameSelector { Name: var name } && scanner.NameIs(name));
                Next();
                if (isWanted)
                    Value(step + 1);
                else
                    scanner.Skip();
            }
        }

        private void Elements(int step, Selector selector)
        {
            for (var number = 0L; Next() && scanner.Token != JsonTokenType.EndArray; number++)
            {
                if (selector is WildcardSelector || (selector is IndexSelector { Index: var index } && index == number))
                    Value(step + 1);
                else
                    scanner.Skip();
            }
        }

        private bool Next() => scanner.Read() ? true : throw new RmlException(source._name, 0, "the JSON is cut off.");

        private void Capture()
        {
            cancellation.ThrowIfCancellationRequested();
            var json = scanner.Capture();
            if (!System.Text.Unicode.Utf8.IsValid(json.Span))
            {
                fault(string.Create(CultureInfo.InvariantCulture, $"{source._name}, record {++_count}: the text is not UTF-8; the record is left out."));
                return;
            }

            tree.Parse(json, MaxDepth);
            if (source._filter?.Holds(tree, JsonTree.Root, JsonTree.Root) == false)
                return;
            if (source._inside is null)
            {
                Hand(JsonTree.Root);
                return;
            }

            _found.Clear();
            source._inside.Select(tree, JsonTree.Root, _found);
            foreach (var found in _found)
                Hand(found);
        }

        private void Hand(int found)
        {
            (node.Node, node.Number) = (found, ++_count);
            record(node);
        }
    }
}
