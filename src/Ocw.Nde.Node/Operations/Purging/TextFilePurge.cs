using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>Takes purged names and texts out of the text files of the data directory: runs, quarantine, reports, answers of registers.</summary>
internal sealed class TextFilePurge(IPurgedNames names)
{
    private const string Erased = "[verwijderd / erased]";

    /// <summary>Cleans one file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="apply">Whether to write it.</param>
    /// <returns>How many lines or values name something purged.</returns>
    public int Clean(string file, bool apply)
    {
        var found = 0;
        string? cleaned;
        switch (Path.GetExtension(file))
        {
            case ".jsonl":
                cleaned = Lines(file, line => CleanJson(line, ref found));
                break;
            case ".json":
                cleaned = CleanJson(File.ReadAllText(file), ref found);
                break;
            case ".txt" or ".md" or ".csv" or ".tsv" or ".ttl" or ".nt" or ".nq" or ".log":
                cleaned = Lines(file, line => names.Mentions(line) ? Drop(ref found) : line);
                break;
            default:
                return 0;
        }

        if (found > 0 && apply)
            Write(file, cleaned ?? "");
        return found;
    }

    /// <summary>Takes the lines out of a file of JSON lines in which any value names something purged: where half a line means nothing, or something else.</summary>
    /// <inheritdoc cref="Clean(string, bool)"/>
    /// <returns>How many lines.</returns>
    public int DropLines(string file, bool apply)
    {
        var dropped = 0;
        var cleaned = Lines(file, line =>
        {
            var found = 0;
            CleanJson(line, ref found);
            return found > 0 ? Drop(ref dropped) : line;
        });
        if (dropped > 0 && apply)
            Write(file, cleaned);
        return dropped;
    }

    private static string? Drop(ref int found)
    {
        found++;
        return null;
    }

    private static string Lines(string file, Func<string, string?> clean)
    {
        var text = new StringBuilder();
        foreach (var line in File.ReadLines(file))
        {
            if (clean(line) is { } kept)
                text.Append(kept).Append('\n');
        }

        return text.ToString();
    }

    // A value that names something purged is replaced whole: what is around the name may tell it too.
    private string CleanJson(string text, ref int found)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // A line that a crash cut off is no JSON; it is kept only if it names nothing.
            return names.Mentions(text) ? Drop(ref found) ?? "" : text;
        }

        var before = found;
        var cleaned = Clean(node, ref found);
        return found == before ? text : cleaned?.ToJsonString() ?? "null";
    }

    private JsonNode? Clean(JsonNode? node, ref int found)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                    members[name] = Clean(value, ref found) is var cleaned && ReferenceEquals(cleaned, value) ? Detached(members, name) : cleaned;
                return members;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    var cleaned = Clean(items[i], ref found);
                    if (!ReferenceEquals(cleaned, items[i]))
                        items[i] = cleaned;
                }

                return items;
            case JsonValue value when value.TryGetValue<string>(out var text) && names.Mentions(text):
                found++;
                return JsonValue.Create(Erased);
            default:
                return node;
        }
    }

    // A node has one parent: what stays is taken out and put back.
    private static JsonNode? Detached(JsonObject members, string name)
    {
        var value = members[name];
        members[name] = null;
        return value;
    }

    private static void Write(string file, string text)
    {
        var temporary = file + ".new";
        using (var stream = File.Create(temporary))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }
}
