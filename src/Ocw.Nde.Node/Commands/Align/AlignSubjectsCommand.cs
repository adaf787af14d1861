using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Termen.Subjects;

namespace Ocw.Nde.Node.Commands.Align;

/// <summary><c>align subjects FILE</c>: suggests subjects, such as Iconclass notations, for objects that have none, for a person to decide on.</summary>
internal static class AlignSubjectsCommand
{
    private const int MaxTop = 50;

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var objects = new Argument<string>("objects") { Description = "Voorwerpen als JSON-regels: id, title, description, motif … / Objects as JSON lines: id, title, description, motif …" };
        var subjects = new Option<string[]>("--subjects") { Description = "SKOS-bestanden met notaties, labels en trefwoorden / SKOS files with notations, labels and keywords", HelpName = "FILE", Arity = ArgumentArity.OneOrMore, Required = true, AllowMultipleArgumentsPerToken = true };
        var learn = new Option<string?>("--learn") { Description = "Voorwerpen die al onderwerpen hebben (notations); zonder dit die uit het eerste bestand / Objects that have subjects already (notations); without this those of the first file", HelpName = "FILE" };
        var top = new Option<int>("--top") { Description = "Voorstellen per voorwerp / Suggestions for each object", DefaultValueFactory = _ => 5 };
        var json = new Option<bool>("--json") { Description = "Toon als JSON-regels in plaats van CSV / Print JSON lines instead of CSV" };
        var command = new Command("subjects", "Stel onderwerpen voor bij voorwerpen zonder / Suggest subjects for objects without") { objects, subjects, learn, top, json };
        command.SetAction((parsed, cancellation) =>
        {
            common.ReadSettings(parsed);
            if (parsed.GetValue(top) is var count && count is < 1 or > MaxTop)
                throw new UserException(new($"--top is 1 tot {MaxTop}.", $"--top is 1 to {MaxTop}."), ExitCode.Usage);
            try
            {
                var terms = SubjectFiles.Terms(parsed.GetValue(subjects)!, ["nl", "en"], cancellation);
                var asked = SubjectFiles.Objects(parsed.GetValue(objects)!);
                var known = parsed.GetValue(learn) is { } file ? SubjectFiles.Objects(file) : asked;
                var suggester = new SubjectSuggester(terms, known, cancellation);
                var open = asked.Where(item => item.Notations.Count == 0).ToList();
                Write(terminal, suggester, open, count, parsed.GetValue(json), cancellation);
                terminal.Say(
                    $"{open.Count} voorwerpen zonder onderwerp; {terms.Count} onderwerpen, geleerd van {suggester.Examples} voorwerpen.",
                    $"{open.Count} objects without a subject; {terms.Count} subjects, learned from {suggester.Examples} objects.");
            }
            catch (Exception e) when (e is IOException or FormatException or InvalidDataException or RdfSyntaxException)
            {
                throw new UserException(new($"De bestanden kunnen niet worden gelezen: {e.Message}", $"The files cannot be read: {e.Message}"), ExitCode.Usage);
            }

            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void Write(Terminal terminal, SubjectSuggester suggester, List<SubjectObject> objects, int top, bool json, CancellationToken cancellation)
    {
        if (!json)
            terminal.Out.Write(SubjectFiles.Head);
        foreach (var item in objects)
        {
            cancellation.ThrowIfCancellationRequested();
            var suggestions = suggester.Suggest(item, top);
            if (json)
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(new ObjectSubjects(item.Id, suggestions), SubjectLinesContext.Default.ObjectSubjects));
                continue;
            }

            foreach (var suggestion in suggestions)
                terminal.Out.Write(SubjectFiles.Row(item.Id, suggestion));
        }
    }
}

/// <summary>The suggestions of one object, as a JSON line.</summary>
internal sealed record ObjectSubjects(string Object, IReadOnlyList<SubjectSuggestion> Suggestions);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ObjectSubjects))]
internal sealed partial class SubjectLinesContext : JsonSerializerContext;
