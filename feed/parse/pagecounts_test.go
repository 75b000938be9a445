package parse

import "testing"

// TestVisibleCounts reads counts as pages show them, in their languages.
func TestVisibleCounts(t *testing.T) {
	for shown, want := range map[string]int64{
		"1,953 views": 1953, "Vues : 1953": 1953, "12k views": 12000, "Lu 1953 fois": 1953,
		"1.953 visualizaciones": 1953, "Lecturas: 1.953": 1953, "1,2 mil visualizações": 1200, "1953 mal gelesen": 1953, "Zugriffe: 1953": 1953,
		"Letture: 1953": 1953, "1.953 weergaven": 1953, "Keer bekeken: 1953": 1953, "1.953 προβολές": 1953, "1 953 megtekintés": 1953,
		"조회수 1,953": 1953, "1 953 просмотров": 1953, "閲覧数：1953": 1953, "1953 次浏览": 1953,
		"<b class='post-views-count'>1,953</b>": 1953, "<b class=views>1953</b>": 1953, "<b title=Views>1953</b>": 1953, "<b aria-label='1953 views'>2k</b>": 1953,
		"<b class=list-view>12</b>": -1, "<b class=views-row>12</b>": -1, "5 min read": -1, "2026": -1, "Lu Xun 1936": -1,
	} {
		_, e := readPage(t, htmlPage("<title>Crane four</title>", "<h1>Crane four</h1><p class=meta>By Ada Quill <span>"+shown+"</span></p>"+prose))
		if n, known := e.Views.Value(); known != (want >= 0) || known && n != want {
			t.Errorf("%s: %d (%t), want %d", shown, n, known, want)
		}
	}
	for shown, want := range map[string]int64{
		"12 comments": 12, "12 commentaires": 12, "Kommentare (12)": 12, "12 Antworten": 12, "12 comentarios": 12, "12 commenti": 12, "12 reacties": 12,
		"12 σχόλια": 12, "12 hozzászólás": 12, "댓글 12": 12, "Комментарии: 12": 12, "コメント 12": 12,
		"No comments yet": 0, "Aucun commentaire": 0, "Keine Kommentare": 0,
		"<a href='#comments'>12</a>": 12, "<b class=comments-count>12</b>": 12, "<b class=comment>12</b>": -1,
	} {
		_, e := readPage(t, htmlPage("<title>Crane four</title>", "<h1>Crane four</h1><p class=meta>By Ada Quill <span>"+shown+"</span></p>"+prose))
		if n, known := e.CommentCount.Value(); known != (want >= 0) || known && n != want {
			t.Errorf("%s: %d (%t), want %d", shown, n, known, want)
		}
	}
	_, e := readPage(t, htmlPage("<title>Crane four</title>", "<h1>Crane four</h1>"+prose+`<div id=comments><h2>5 thoughts on “Crane four”</h2></div><nav><a>9 comments</a></nav>`))
	requireCount(t, "comments", e.CommentCount, 5)
}

// TestAnswers reads the answers to a question as its comments.
func TestAnswers(t *testing.T) {
	_, e := readPage(t, htmlPage(`<title>Why?</title><script type="application/ld+json">{"@type":"QAPage","mainEntity":{"@type":"Question","name":"Why?","answerCount":3,
"acceptedAnswer":{"@type":"Answer","text":"Because.","author":{"name":"Ada"}},"suggestedAnswer":[{"@type":"Answer","text":"No.","comment":[{"@type":"Comment","text":"Yes."}]}]}}</script>`, "<h1>Why?</h1>"+prose))
	requireCount(t, "comments", e.CommentCount, 3)
	if len(e.Comments) != 3 || e.Comments[0].Content != "Because." || e.Comments[2].ParentKey != e.Comments[1].Key {
		t.Errorf("comments %+v", e.Comments)
	}
}
