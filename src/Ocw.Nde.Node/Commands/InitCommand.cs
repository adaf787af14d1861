using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Settings;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>init</c>: asks what a node needs to know and writes <c>node.yaml</c> and a first source file.</summary>
internal static class InitCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("folder") { Description = "Map van het knooppunt / Folder of the node", DefaultValueFactory = _ => "." };
        var baseIri = new Option<string?>("--base") { Description = "Basisadres van alle IRI's / Base address of all IRIs" };
        var name = new Option<string?>("--name") { Description = "Naam van het knooppunt / Name of the node" };
        var contact = new Option<string?>("--contact") { Description = "E-mailadres voor beheerders van geoogste systemen / E-mail address for administrators of harvested systems" };
        var force = new Option<bool>("--force") { Description = "Overschrijf bestaande bestanden / Overwrite existing files" };
        var command = new Command("init", "Maak instellingen voor een nieuw knooppunt / Write the settings of a new node") { folder, baseIri, name, contact, force };
        command.SetAction(parsed => Run(
            terminal,
            Path.GetFullPath(parsed.GetValue(folder)!),
            new Answers(parsed.GetValue(baseIri), parsed.GetValue(name), parsed.GetValue(contact)),
            parsed.GetValue(force)));
        return command;
    }

    private static int Run(Terminal terminal, string folder, Answers given, bool force)
    {
        var file = Path.Combine(folder, NodeSettingsReader.FileName);
        if (File.Exists(file) && !force)
        {
            throw new UserException(
                new($"{file} bestaat al; er is niets veranderd. Gebruik --force om het te overschrijven.", $"{file} exists already; nothing was changed. Use --force to overwrite it."),
                ExitCode.Usage);
        }

        var baseIri = given.BaseIri ?? Ask(terminal, new("Publiek adres van het knooppunt (basis van alle IRI's, later niet te veranderen)", "Public address of the node (base of all IRIs, fixed later)"), "http://127.0.0.1:5080/");
        var name = given.Name ?? Ask(terminal, new("Naam van het knooppunt", "Name of the node"), new LocalizedText("Erfgoedknooppunt", "Heritage node").In(terminal.Language));
        var contact = given.Contact ?? Ask(terminal, new("E-mailadres (beheerders van geoogste systemen zien het)", "E-mail address (administrators of harvested systems see it)"), "");
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

        Directory.CreateDirectory(Path.Combine(folder, "sources"));
        File.WriteAllText(file, NodeYaml(baseIri, name, contact, key));
        var errors = new List<SettingsError>();
        NodeSettingsReader.Read(file, null, errors);
        if (errors.Count > 0)
        {
            File.Delete(file);
            throw new SettingsException(errors);
        }

        var source = Path.Combine(folder, "sources", "voorbeeld.yaml.txt");
        if (!File.Exists(source) || force)
            File.WriteAllText(source, SourceYaml);
        terminal.Say($"Geschreven: {file}", $"Written: {file}");
        terminal.Say($"Een voorbeeld van een bron staat in {source}; sla het op als .yaml om te beginnen.", $"An example of a source is in {source}; save it as .yaml to begin.");
        terminal.Say("Beheersleutel (wordt één keer getoond, bewaar hem goed):", "Administration key (shown once, keep it safe):");
        terminal.Out.WriteLine(key);
        return ExitCode.Ok;
    }

    private static string Ask(Terminal terminal, LocalizedText question, string byDefault)
    {
        terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"{question.In(terminal.Language)}{(byDefault.Length > 0 ? $" [{byDefault}]" : "")}: "));
        terminal.Error.Flush();
        var answer = terminal.In.ReadLine();
        return string.IsNullOrWhiteSpace(answer) ? byDefault : answer.Trim();
    }

    private static string NodeYaml(string baseIri, string name, string contact, string key) =>
        $"""
        # Instellingen van dit knooppunt. Uitleg: docs/settings.md
        # Settings of this node. Explanation: docs/settings.md

        # Het publieke adres waaronder alle IRI's staan. Ligt vast vanaf de eerste oogst.
        # The public address of all IRIs. Fixed from the first harvest on.
        baseIri: {Quote(baseIri)}

        name: {Quote(name)}
        contact: {Quote(contact)}

        # Mappen, vanaf deze map / Folders, from this folder
        data: data
        sources: sources

        listen: 127.0.0.1
        port: 5080

        # Sleutels voor wat niet openbaar is: alleen hun SHA-256 staat hier.
        # Keys for what is not public: only their SHA-256 stands here.
        keys:
          - name: beheer
            sha256: {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}
            may: update

        # Datasetregister om datasets bij aan te melden / Register to register datasets with
        # register: https://datasetregister.example.org/api

        """;

    /// <summary>A YAML double-quoted scalar.</summary>
    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private const string SourceYaml =
        """
        # Voorbeeld van een bron. Uitleg van alle sleutels: docs/settings.md en docs/mapping.md
        # Example of a source. All keys: docs/settings.md and docs/mapping.md

        id: mijn-collectie
        title: { nl: Mijn collectie, en: My collection }
        description: { nl: Wat deze collectie bevat., en: What this collection holds. }
        license: https://creativecommons.org/publicdomain/zero/1.0/
        institution:
          id: mijn-museum
          name: { nl: Mijn Museum, en: My Museum }
          # isil: NL-…
          # sector: museum
          # municipality: GM0000

        harvest:
          protocol: oai-pmh
          baseUrl: https://collectie.example.org/oai
          metadataPrefix: edm
          # of een bestand of adres / or a file or address:
          # protocol: files
          # locations: [ objecten.csv ]

        mapping:
          profile: edm

        # align:
        #   creator: [ rkd ]
        #   material: [ aat ]

        # access:
        #   level: openbaar

        # schedule: daily 03:00

        """;

    private sealed record Answers(string? BaseIri, string? Name, string? Contact);
}
