using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ocw.Nde.Mapping.Rml;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Benchmarks.Rml;

/// <summary>Runs RML over a made source and writes N-Quads to nowhere: statements a second, by the clock and by the processor.</summary>
internal static class RmlRun
{
    public const string Usage = "rml <csv|json|xml|join> [records [rounds]]";

    private const string Prefixes = """
        @prefix rml: <http://w3id.org/rml/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix s: <https://schema.org/> .
        @prefix : <https://m.example/> .

        """;

    public static int Run(string[] arguments)
    {
        var kind = arguments[0];
        var records = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 200_000;
        var rounds = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("ocwnde-rml-bench-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "mapping.ttl"), Mapping(kind));
            Write(folder.FullName, kind, records);
            for (var round = 0; round < rounds; round++)
                Measure(Path.Combine(folder.FullName, "mapping.ttl"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Measure(string mapping)
    {
        GC.Collect();
        var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, Stream.Null);
        var report = RmlMapping.Load(mapping).Run(writer);
        writer.Complete();
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        var cpu = (process.TotalProcessorTime - processor).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Records} records, {report.Statements} statements: {seconds:0.00} s, {report.Statements / seconds:0} a second; processor {cpu:0.00} s, {report.Statements / cpu:0} a second; allocated {(GC.GetTotalAllocatedBytes(precise: true) - allocated) >> 20} MiB, peak memory {process.PeakWorkingSet64 >> 20} MiB; {report.Faults} faults"));
    }

    private static string Mapping(string kind)
    {
        var (source, dot) = kind switch
        {
            "json" => ("rml:source [ rml:path \"objects.json\" ] ; rml:referenceFormulation rml:JSONPath ; rml:iterator \"$.objects[*]\"", "$."),
            "xml" => ("rml:source [ rml:path \"objects.xml\" ] ; rml:referenceFormulation rml:XPath ; rml:iterator \"/objects/object\"", ""),
            _ => ("rml:source [ rml:path \"objects.csv\" ] ; rml:referenceFormulation rml:CSV", ""),
        };
        var join = kind == "join"
            ? """
              ; rml:predicateObjectMap [ rml:predicate s:knows ; rml:objectMap [ rml:parentTriplesMap :Maker ; rml:joinCondition [ rml:child "maker" ; rml:parent "maker" ] ] ] .
            :Maker rml:logicalSource [ rml:source [ rml:path "makers.csv" ] ; rml:referenceFormulation rml:CSV ] ; rml:subjectMap [ rml:template "https://data.example/person/{id}" ]
            """
            : "";
        return Prefixes + $$"""
            :Object rml:logicalSource [ {{source}} ] ;
              rml:subjectMap [ rml:template "https://data.example/id/object/{{{dot}}nr}" ; rml:class s:VisualArtwork ] ;
              rml:predicateObjectMap [ rml:predicate s:name ; rml:objectMap [ rml:reference "{{dot}}titel" ; rml:language "nl" ] ] ;
              rml:predicateObjectMap [ rml:predicate s:description ; rml:objectMap [ rml:reference "{{dot}}beschrijving" ; rml:language "nl" ] ] ;
              rml:predicateObjectMap [ rml:predicate s:identifier ; rml:objectMap [ rml:reference "{{dot}}nr" ] ] ;
              rml:predicateObjectMap [ rml:predicate s:dateCreated ; rml:objectMap [ rml:reference "{{dot}}jaar" ; rml:datatype xsd:gYear ] ] ;
              rml:predicateObjectMap [ rml:predicate s:creator ; rml:objectMap [ rml:template "https://data.example/id/maker/{{{dot}}maker}" ] ] ;
              rml:predicateObjectMap [ rml:predicate s:image ; rml:objectMap [ rml:template "https://iiif.example/{{{dot}}beeld}/full/max/0/default.jpg" ] ] ;
              rml:predicateObjectMap [ rml:predicate s:height ; rml:objectMap [ rml:reference "{{dot}}hoogte" ] ] ;
              rml:predicateObjectMap [ rml:predicate s:license ; rml:object <https://creativecommons.org/publicdomain/zero/1.0/> ]{{join}} .
            """;
    }

    private static void Write(string folder, string kind, int records)
    {
        using var file = new StreamWriter(Path.Combine(folder, kind is "json" or "xml" ? $"objects.{kind}" : "objects.csv"), append: false, new UTF8Encoding(false), 1 << 16);
        file.Write(kind switch { "json" => "{\"objects\":[", "xml" => "<objects>\n", _ => "nr,titel,beschrijving,jaar,maker,beeld,hoogte\n" });
        for (var i = 0; i < records; i++)
            file.Write(Record(kind, i));
        file.Write(kind switch { "json" => "]}", "xml" => "</objects>", _ => "" });
        if (kind != "join")
            return;
        using var makers = new StreamWriter(Path.Combine(folder, "makers.csv"));
        makers.Write("maker,id\n");
        for (var i = 0; i < records / 4; i++)
            makers.Write(string.Create(CultureInfo.InvariantCulture, $"Maker {i % 5000},{i}\n"));
    }

    private static string Record(string kind, int i)
    {
        var (title, about, maker) = ($"Gezicht op de haven nr. {i}", "Olieverf op doek; links een schip, rechts de kade met figuren.", $"Maker {i % 5000}");
        FormattableString text = kind switch
        {
            "json" => $"{(i == 0 ? "" : ",")}{{\"nr\":\"A-{i}\",\"titel\":\"{title}\",\"beschrijving\":\"{about}\",\"jaar\":\"{1600 + (i % 400)}\",\"maker\":\"{maker}\",\"beeld\":\"img/{i}\",\"hoogte\":{i % 300}.5}}\n",
            "xml" => $"<object><nr>A-{i}</nr><titel>{title}</titel><beschrijving>{about}</beschrijving><jaar>{1600 + (i % 400)}</jaar><maker>{maker}</maker><beeld>img/{i}</beeld><hoogte>{i % 300}.5</hoogte></object>\n",
            _ => $"A-{i},\"{title}\",\"{about}\",{1600 + (i % 400)},{maker},img/{i},{i % 300}.5\n",
        };
        return FormattableString.Invariant(text);
    }
}
