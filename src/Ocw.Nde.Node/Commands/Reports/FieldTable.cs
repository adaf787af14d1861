using System.Globalization;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;

namespace Ocw.Nde.Node.Commands.Reports;

/// <summary>Prints what became of each source field: one line a field, with tabs between, so that it can be read and cut.</summary>
internal static class FieldTable
{
    /// <summary>Prints the fields.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<FieldFigure> fields)
    {
        string T(string nl, string en) => new LocalizedText(nl, en).In(terminal.Language);
        foreach (var group in fields.GroupBy(f => f.Fate))
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(group.Key switch
            {
                FieldFate.Used => T($"GEBRUIKT ({group.Count()})", $"USED ({group.Count()})"),
                FieldFate.LeftOut => T($"BEWUST WEGGELATEN ({group.Count()})", $"LEFT OUT ON PURPOSE ({group.Count()})"),
                FieldFate.Denied => T($"INTERN, NOOIT GELEZEN ({group.Count()})", $"INTERNAL, NEVER READ ({group.Count()})"),
                _ => T($"DOOR NIETS GELEZEN ({group.Count()}): schrijf een regel, of laat het veld bewust weg", $"READ BY NOTHING ({group.Count()}): write a rule, or leave the field out on purpose"),
            });
            foreach (var field in group)
            {
                var value = field.Value is null ? "" : $"\t«{field.Value.ReplaceLineEndings(" ").Replace('\t', ' ')}»";
                var examples = field.Examples.Count == 0 ? "" : $"\t{string.Join(", ", field.Examples)}";
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{field.Records}\t{field.Path}{value}{examples}"));
            }
        }
    }
}
