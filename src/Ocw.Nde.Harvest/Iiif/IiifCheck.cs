using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Checks a manifest against what the Presentation API requires: 2.1 with sequences and annotations, 3.0 with items.</summary>
internal sealed class IiifCheck
{
    private const int MostProblems = 5;
    private static readonly string[] Directions = ["left-to-right", "right-to-left", "top-to-bottom", "bottom-to-top"];

    private readonly List<string> _problems = [];

    /// <summary>What is wrong with a manifest: where, what, and what was expected; empty for a good one.</summary>
    public static IReadOnlyList<string> Problems(JsonElement manifest)
    {
        var check = new IiifCheck();
        if (manifest.ValueKind != JsonValueKind.Object)
            return [$"the document is {IiifText.Kind(manifest)}, not an object"];
        switch (VersionOf(manifest))
        {
            case 3:
                check.Manifest3(manifest);
                break;
            case 2:
                check.Manifest2(manifest);
                break;
            default:
                check.Say("@context", manifest.TryGetProperty("@context", out var context) ? $"'{context}' is not a context of the Presentation API 2 or 3" : "lacks: http://iiif.io/api/presentation/3/context.json or that of version 2");
                break;
        }

        return check._problems;
    }

    /// <summary>The version of the Presentation API; 0 if the context names none.</summary>
    public static int VersionOf(JsonElement manifest)
    {
        if (!manifest.TryGetProperty("@context", out var context))
            return 0;
        var names = context.ValueKind == JsonValueKind.Array ? context.EnumerateArray().Select(IiifDocument.IdOf) : [IiifDocument.IdOf(context)];
        foreach (var name in names.OfType<string>())
        {
            var bare = name.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? name[(scheme + 3)..] : name;
            if (bare.StartsWith("iiif.io/api/presentation/3/", StringComparison.Ordinal) || bare.StartsWith("iiif.io/api/presentation/4/", StringComparison.Ordinal))
                return 3;
            if (bare.StartsWith("iiif.io/api/presentation/2/", StringComparison.Ordinal) || bare.StartsWith("www.shared-canvas.org/ns/", StringComparison.Ordinal))
                return 2;
        }

        return 0;
    }

    private void Manifest2(JsonElement manifest)
    {
        Type(manifest, "@type", "sc:Manifest", "");
        Address(manifest, "@id", "");
        Text2(manifest, "label", "", isRequired: true);
        Text2(manifest, "description", "", isRequired: false);
        Direction(manifest, "");
        var number = 0;
        foreach (var sequence in List(manifest, "sequences", "", isRequired: true))
            Sequence2(sequence, $"sequences[{number}]", isFirst: number++ == 0);
    }

    private void Sequence2(JsonElement sequence, string place, bool isFirst)
    {
        if (!Object(sequence, place))
            return;

        // Only the first sequence must stand in the manifest; others may be named only (2.1 §5.2).
        if (!isFirst && !sequence.TryGetProperty("canvases", out _) && IiifDocument.IdOf(sequence) is not null)
            return;
        Type(sequence, "@type", "sc:Sequence", place);
        Direction(sequence, place);
        var names = new List<string>();
        var number = 0;
        foreach (var canvas in List(sequence, "canvases", place, isRequired: true))
        {
            Canvas2(canvas, $"{place}.canvases[{number++}]");
            if (IiifDocument.IdOf(canvas) is { } name)
                names.Add(name);
        }

        if (sequence.TryGetProperty("startCanvas", out var start) && !names.Exists(name => IsSamePlace(name, IiifDocument.IdOf(start) ?? "")))
            Say($"{place}.startCanvas", "names no canvas of the sequence");
    }

    // The specification's own fixture names its canvas by the path of another version; the end of the path tells canvases apart.
    private static bool IsSamePlace(string one, string other) => one == other || (End(one) is { Length: > 0 } end && end == End(other));

    private static string End(string address) => string.Join('/', address.Split('/')[^Math.Min(2, address.Split('/').Length)..]);

    private void Canvas2(JsonElement canvas, string place)
    {
        if (!Object(canvas, place))
            return;
        Type(canvas, "@type", "sc:Canvas", place);
        Address(canvas, "@id", place);
        Text2(canvas, "label", place, isRequired: true);
        Whole(canvas, "height", place, isRequired: true);
        Whole(canvas, "width", place, isRequired: true);
        var number = 0;
        foreach (var image in List(canvas, "images", place, isRequired: false))
            Annotation2(image, $"{place}.images[{number++}]");
    }

    private void Annotation2(JsonElement annotation, string place)
    {
        if (!Object(annotation, place))
            return;
        Type(annotation, "@type", "oa:Annotation", place);
        if (IiifDocument.Text(annotation, "motivation") != "sc:painting")
            Say($"{place}.motivation", "must be sc:painting");
        if (!annotation.TryGetProperty("on", out var on) || IiifDocument.IdOf(on) is null && on.ValueKind != JsonValueKind.Object)
            Say($"{place}.on", "lacks: the canvas that the image is on");
        if (!annotation.TryGetProperty("resource", out var resource) || resource.ValueKind != JsonValueKind.Object)
        {
            Say($"{place}.resource", "lacks: the image");
            return;
        }

        Resource2(resource, $"{place}.resource");
    }

    private void Resource2(JsonElement resource, string place)
    {
        var type = IiifDocument.TypeOf(resource);
        if (type is not ("dctypes:Image" or "oa:Choice" or "oa:SpecificResource" or "cnt:ContentAsText" or "oa:Composite" or "oa:List"))
            Say($"{place}.@type", type.Length == 0 ? "lacks: dctypes:Image" : $"is '{type}', where an image is expected (dctypes:Image)");
        if (type == "dctypes:Image")
            Address(resource, "@id", place);
        Whole(resource, "height", place, isRequired: false);
        Whole(resource, "width", place, isRequired: false);
    }

    private void Manifest3(JsonElement manifest)
    {
        Type(manifest, "type", "Manifest", "");
        Address(manifest, "id", "");
        if (!manifest.TryGetProperty("label", out var label))
            Say("label", "lacks");
        else if (IiifText.Problem3(label) is { } problem)
            Say("label", problem);
        Direction(manifest, "");
        var number = 0;
        foreach (var canvas in List(manifest, "items", "", isRequired: true, mayBeEmpty: true))
            Canvas3(canvas, $"items[{number++}]");
    }

    private void Canvas3(JsonElement canvas, string place)
    {
        if (!Object(canvas, place))
            return;
        var type = IiifDocument.TypeOf(canvas);
        if (type is not ("Canvas" or "Timeline" or "Scene"))
            Say($"{place}.type", $"is '{type}', where Canvas is expected");
        Address(canvas, "id", place);
        if (type != "Canvas")
            return;
        var hasHeight = Positive(canvas, "height", place);
        var hasWidth = Positive(canvas, "width", place);
        if (hasHeight != hasWidth)
            Say(place, "has one of height and width; both or none are expected");
        if (!Positive(canvas, "duration", place) && !hasHeight)
            Say(place, "has neither height and width nor duration");
    }

    private bool Positive(JsonElement element, string name, string place)
    {
        if (!element.TryGetProperty(name, out var value))
            return false;
        if (value.ValueKind != JsonValueKind.Number || !(value.GetDouble() > 0))
            Say($"{place}.{name}", "is no number above 0");
        return true;
    }

    private void Whole(JsonElement element, string name, string place, bool isRequired)
    {
        if (!element.TryGetProperty(name, out var value))
        {
            if (isRequired)
                Say($"{place}.{name}", "lacks: a whole number of pixels");
        }
        else if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _))
        {
            Say($"{place}.{name}", $"is {IiifText.Kind(value)}, where a whole number is expected");
        }
    }

    private void Type(JsonElement element, string name, string expected, string place)
    {
        if (IiifDocument.Text(element, name) is not { } type)
            Say(Join(place, name), $"lacks: {expected}");
        else if (type != expected)
            Say(Join(place, name), $"is '{type}', where {expected} is expected");
    }

    private void Address(JsonElement element, string name, string place)
    {
        if (IiifDocument.Text(element, name) is not { } id)
            Say(Join(place, name), "lacks: its address");
        else if (!Uri.TryCreate(id, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            Say(Join(place, name), $"'{id}' is no http(s) address");
    }

    private void Text2(JsonElement element, string name, string place, bool isRequired)
    {
        if (!element.TryGetProperty(name, out var value))
        {
            if (isRequired)
                Say(Join(place, name), "lacks");
        }
        else if (IiifText.Problem2(value) is { } problem)
        {
            Say(Join(place, name), problem);
        }
    }

    private void Direction(JsonElement element, string place)
    {
        if (element.TryGetProperty("viewingDirection", out var value) && !(value.ValueKind == JsonValueKind.String && Directions.Contains(value.GetString(), StringComparer.Ordinal)))
            Say(Join(place, "viewingDirection"), $"is {value}, where one of {string.Join(", ", Directions)} is expected");
    }

    private IEnumerable<JsonElement> List(JsonElement element, string name, string place, bool isRequired, bool mayBeEmpty = false)
    {
        if (!element.TryGetProperty(name, out var list))
        {
            if (isRequired)
                Say(Join(place, name), "lacks");
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Say(Join(place, name), $"is {IiifText.Kind(list)}, where a list is expected");
            return [];
        }

        if (isRequired && !mayBeEmpty && list.GetArrayLength() == 0)
            Say(Join(place, name), "is empty");
        return list.EnumerateArray();
    }

    private bool Object(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return true;
        Say(place, $"is {IiifText.Kind(element)}, where an object is expected");
        return false;
    }

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    private void Say(string place, string problem)
    {
        if (_problems.Count < MostProblems)
            _problems.Add($"{place}: {problem}");
    }
}
