using System.CommandLine;
using System.Text.Json;
using Ocw.Nde.Node.Commands.Preview;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>preview SOURCE</c>: one record of a source and what the mapping makes of it, side by side. It opens no store, so it works while the node serves, and it writes nothing.</summary>
internal static class PreviewCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var source = new Argument<string>("source") { Description = "De id van de bron, of het bronbestand / The id of the source, or the source file" };
        var record = new Option<string?>("--record") { Description = "De identifier van het record, of het nummer of de IRI van het object / The identifier of the record, or the number or IRI of the object", HelpName = "KEY" };
        var number = new Option<int>("--number") { Description = "Het hoeveelste record, vanaf 1 / Which record, from 1", HelpName = "N", DefaultValueFactory = _ => 1 };
        var file = new Option<string?>("--file") { Description = "Neem de records uit dit bestand / Take the records from this file", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Toon als JSON / Print as JSON" };
        var command = new Command("preview", "Toon één record met wat de mapping ervan maakt / Show one record with what the mapping makes of it") { source, record, number, file, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = common.ReadSettings(parsed);
            var chosen = SourceOf(common, settings, parsed.GetValue(source)!);
            if (chosen.Mapping is null)
                throw new UserException(new($"{chosen.Id} wordt overgenomen zoals hij is; er is geen mapping om te tonen.", $"{chosen.Id} is taken over as it is; there is no mapping to show."), ExitCode.Usage);
            if (parsed.GetValue(number) < 1)
                throw new UserException(new("--number telt vanaf 1.", "--number counts from 1."), ExitCode.Usage);
            if (parsed.GetValue(file) is { } missing && !File.Exists(missing))
                throw new UserException(new($"{missing} bestaat niet.", $"{missing} does not exist."), ExitCode.Usage);
            using var web = new OutgoingWeb(settings, TimeProvider.System);
            var picker = new RecordPicker(settings, chosen, web);
            var picked = await picker.PickAsync(new RecordChoice(parsed.GetValue(record), parsed.GetValue(number), parsed.GetValue(file)), cancellation);
            var result = PreviewResult.Of(chosen, picked, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), terminal.Language, cancellation);
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(result, PreviewJson.Default.PreviewResult));
            else
                PreviewText.Write(terminal, result);
            return result.IsRejected ? ExitCode.Faults : ExitCode.Ok;
        });
        return command;
    }

    private static SourceSettings SourceOf(CommonOptions common, NodeSettings settings, string name)
    {
        if (File.Exists(name))
            return common.ReadSources(settings, [name]).First(s => s.File == Path.GetFullPath(name));
        var sources = common.ReadSources(settings);
        return sources.FirstOrDefault(s => s.Id == name) ?? throw new UserException(
            new(
                $"Er is geen bron {name} en geen bestand dat zo heet; bekend zijn {string.Join(", ", sources.Select(s => s.Id))}.",
                $"There is no source {name} and no file of that name; known are {string.Join(", ", sources.Select(s => s.Id))}."),
            ExitCode.Usage);
    }
}
